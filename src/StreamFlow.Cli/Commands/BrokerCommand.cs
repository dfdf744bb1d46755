using System.CommandLine;
using StreamFlow.Cli.Jobs;
using StreamFlow.Cli.Output;
using StreamFlow.Cli.Running;
using StreamFlow.Cli.Settings;
using StreamFlow.Kafka.Embedded;

namespace StreamFlow.Cli.Commands;

internal static class BrokerCommand
{
    private const int PortDefault = 9092;

    public static Command Create()
    {
        var port = new Option<int>("--port") { HelpName = "P", DefaultValueFactory = _ => PortDefault, Description = "the port on 127.0.0.1; 0 for any that is free" };
        var command = new Command("broker", "Runs an embedded broker until Ctrl-C: Kafka's protocol, in memory, at least once.") { port };
        command.SetAction(async (parsed, _) =>
        {
            var wanted = parsed.GetValue(port);
            if (wanted is < 0 or > ushort.MaxValue)
                throw new UsageException($"{wanted} is no port", "give one from 0 to 65535");
            using var stop = new StopSignal();
            await using var broker = EmbeddedBroker.Start(wanted);
            var topics = DemoTopics.CreateAll(broker, JobCatalog.Scan(Repository.Jobs));
            RunningBroker.Announce(broker.BootstrapServers);
            Messages.Say($"embedded broker at {broker.BootstrapServers}{(topics.Count > 0 ? $" with the topics {string.Join(", ", topics)}" : "")}; the other commands find it; Ctrl-C ends it, and all is gone");
            try
            {
                await stop.WaitAsync().ConfigureAwait(false);
            }
            finally
            {
                RunningBroker.Withdraw(broker.BootstrapServers);
            }

            return ExitCode.Done;
        });
        return command;
    }
}
