using System.CommandLine;
using StreamFlow.Cli.Output;

namespace StreamFlow.Cli.Commands;

internal static class TopicsDeleteCommand
{
    public static Command Create()
    {
        var topic = new Argument<string>("TOPIC");
        return new KafkaCommand("delete", "Deletes a topic with its records.", topic).Asks(async (parsed, admin, cancellation) =>
        {
            var name = parsed.GetRequiredValue(topic);
            await admin.DeleteTopicAsync(name, cancellation).ConfigureAwait(false);
            Messages.Say($"deleted topic {name}");
        });
    }
}
