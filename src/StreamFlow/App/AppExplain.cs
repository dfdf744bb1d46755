using System.Text;
using System.Text.Json;
using StreamFlow.Definition;
using StreamFlow.Plan.Explain;

namespace StreamFlow.App;

/// <summary>The verbs that define a job without running it.</summary>
internal static class AppExplain
{
    public static async Task<int> Explain(Type job, RunArguments arguments)
    {
        using var setup = AppSetup.Load(job, arguments);
        var plan = JobDefinition.PlanOf(setup.CreateJob(job), setup.Environment());
        await Console.Out.WriteAsync(PlanText.Of(plan, setup.Options.Guarantee)).ConfigureAwait(false);
        return ExitCode.Done;
    }

    /// <summary>One line of JSON, for the command line tool and scripts.</summary>
    public static async Task<int> Describe(Type job, RunArguments arguments)
    {
        using var setup = AppSetup.Load(job, arguments);
        var definition = JobDefinition.Of(setup.CreateJob(job), setup.Environment());
        var plan = definition.Complete();
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("name", setup.Name);
            json.WriteStartObject("settings");
            foreach (var (name, value) in definition.Settings.Known)
                json.WriteString(name, SecretNames.Show(name, value));
            json.WriteEndObject();
            WriteNodes(json, "sources", plan.Sources.Select(source => (source.Name, source.Spec.Describe())));
            WriteNodes(json, "sinks", plan.Sinks.Select(sink => (sink.Name, sink.Spec.Describe())));
            json.WriteEndObject();
        }

        await Console.Out.WriteLineAsync(Encoding.UTF8.GetString(bytes.ToArray())).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static void WriteNodes(Utf8JsonWriter json, string what, IEnumerable<(string Name, string Text)> nodes)
    {
        json.WriteStartArray(what);
        foreach (var (name, text) in nodes)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("is", text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
