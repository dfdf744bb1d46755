using System.CommandLine;
using StreamFlow.Cli.Running;
using StreamFlow.Cli.Settings;
using StreamFlow.Kafka.Administration;

namespace StreamFlow.Cli.Commands;

/// <summary>What every command that talks to Kafka has in common: which one, and Ctrl-C.</summary>
internal sealed class KafkaCommand : Command
{
    private readonly Option<string?> _servers = new("--bootstrap-servers")
    {
        HelpName = "HOST:PORT,…",
        Description = "the Kafka brokers; default: the configuration, else a running ./streamflow broker",
    };

    public KafkaCommand(string name, string description, params Symbol[] symbols)
        : base(name, description)
    {
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
                Add(argument);
            else
                Add((Option)symbol);
        }

        Add(_servers);
    }

    /// <param name="action">What it does.</param>
    /// <param name="job">The job whose own settings count as well; null for none.</param>
    public KafkaCommand Does(Func<ParseResult, KafkaTarget, CancellationToken, Task> action, Func<ParseResult, string?>? job = null)
    {
        SetAction(async (parsed, _) =>
        {
            var target = KafkaTarget.Require(parsed.GetValue(_servers), job?.Invoke(parsed));
            using var stop = new StopSignal();
            await action(parsed, target, stop.Asked).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return this;
    }

    /// <summary>As <see cref="Does"/>, with what asks and changes a cluster.</summary>
    public KafkaCommand Asks(Func<ParseResult, KafkaAdmin, CancellationToken, Task> action) =>
        Does(async (parsed, target, cancellation) =>
        {
            using var admin = new KafkaAdmin(target.Settings);
            await action(parsed, admin, cancellation).ConfigureAwait(false);
        });
}
