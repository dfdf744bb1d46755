using StreamFlow.Checkpoints.Protocol;
using StreamFlow.Checkpoints.Storage;
using StreamFlow.Configuration;
using StreamFlow.Definition;
using StreamFlow.Engine.Recovery;

namespace StreamFlow.App;

/// <summary>The verb that says what a start would do with a checkpoint directory.</summary>
internal static class AppCheck
{
    /// <returns><see cref="ExitCode.Failed"/> when a start would be refused whatever the sinks hold.</returns>
    public static async Task<int> RunAsync(Type job, RunArguments arguments)
    {
        using var setup = AppSetup.Load(job, arguments);
        var plan = JobDefinition.PlanOf(setup.CreateJob(job), setup.Environment());
        var storage = FileCheckpointStorage.OpenExisting(setup.Options.CheckpointDirectory);
        var preview = StartPreview.Of(plan, EngineOptionsFactory.Create(setup.Options, storage));
        if (arguments.IsJson)
            await Console.Out.WriteLineAsync(CheckJson.Of(preview, storage.Location)).ConfigureAwait(false);
        else
            await Console.Out.WriteAsync(CheckText.Of(preview, storage.Location)).ConfigureAwait(false);
        return preview.Outlook.Committed is Refusal ? ExitCode.Failed : ExitCode.Done;
    }
}
