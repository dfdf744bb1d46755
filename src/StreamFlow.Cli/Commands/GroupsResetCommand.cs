using System.CommandLine;
using StreamFlow.Cli.Output;
using StreamFlow.Cli.Settings;

namespace StreamFlow.Cli.Commands;

internal static class GroupsResetCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("GROUP");
        var topic = new Option<string>("--topic") { HelpName = "TOPIC", Required = true, Description = "the topic whose offsets are set" };
        var to = new Option<string>("--to") { HelpName = "WHERE", Required = true, Description = StartOffsets.Help };
        var command = new KafkaCommand("reset", "Sets a group's offsets. A StreamFlow job does not read them: it goes on from its checkpoint.", name, topic, to);
        return command.Does(async (parsed, target, cancellation) =>
        {
            var topicName = parsed.GetRequiredValue(topic);
            var offsets = await StartOffsets.ParseAsync(parsed.GetRequiredValue(to), target, topicName, cancellation).ConfigureAwait(false);
            using var admin = new Kafka.Administration.KafkaAdmin(target.Settings);
            LagTable.Write(await admin.ResetGroupAsync(parsed.GetRequiredValue(name), topicName, offsets, cancellation).ConfigureAwait(false));
        });
    }
}
