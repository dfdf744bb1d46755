using System.CommandLine;

namespace StreamFlow.Cli.Commands;

/// <summary>
/// The options of a job's own executable. They are declared here for the help, and so that a value is never taken for the job's
/// name; what they mean the executable decides.
/// </summary>
internal sealed class JobArguments
{
    private readonly Argument<string> _job = new("JOB") { Description = "the job's name: ./streamflow jobs lists them" };
    private readonly List<Option<string[]>> _options = [];
    private readonly List<Option<bool>> _flags = [];

    public JobArguments(Command command)
    {
        BootstrapServers = Add("--bootstrap-servers", "HOST:PORT,…", "the Kafka brokers; default: the configuration, else a running ./streamflow broker, else an embedded one");
        Add("--trigger", "TRIGGER", "when an epoch begins: available-now, once, continuous, or a duration such as 1s, 30s, 1m");
        Add("--guarantee", "GUARANTEE", "exactly-once (default) or at-least-once");
        Checkpoint = Add("--checkpoint", "DIR", "the folder of the epoch log and the checkpoints; default: checkpoints/JOB");
        Add("--from", "WHERE", "where a first start begins: earliest or latest");
        Add("--set", "NAME=VALUE", "a setting of the job; may be repeated");
        Add("--for", "DURATION", "stops by itself after this time, such as 20s");
        Add("--parallelism", "N", "worker threads");
        Add("--max-rows-per-epoch", "N", "the most rows of one epoch; not with --trigger once, which is one epoch");
        Add("--output", "FORMAT", "progress as text (default) or json");
        AddFlag("--quiet", "no progress");
        AddFlag("--verbose", "log messages, and stack traces with errors");
        AddFlag("--recover-only", "finishes what the epoch log says, writes a checkpoint, and ends");
        AddFlag("--flush-at-end", "a run that ends by itself sends its open windows");
        AddFlag("--allow-state-drop", "state that the job no longer has a use for may be dropped");
        Add("--assume-sink", "NAME=EPOCH", "believes that the sink holds this epoch; may be repeated");
        Add("--dead-letters", "TOPIC", "records that are no rows go there, as they came, in the job's commit; made if it does not exist");
        AddFlag("--dead-letter-late-rows", "late rows go to the dead-letter topic, too");
        command.Add(_job);
        foreach (var option in _options)
            command.Add(option);
        foreach (var flag in _flags)
            command.Add(flag);
    }

    public Option<string[]> BootstrapServers { get; }

    public Option<string[]> Checkpoint { get; }

    public string Job(ParseResult parsed) => parsed.GetRequiredValue(_job);

    public static string? Last(ParseResult parsed, Option<string[]> option) => parsed.GetValue(option)?.LastOrDefault();

    /// <summary>What was typed, for the executable.</summary>
    public IEnumerable<string> Typed(ParseResult parsed) =>
        _options.SelectMany(option => (parsed.GetValue(option) ?? []).SelectMany(value => new[] { option.Name, value }))
            .Concat(_flags.Where(flag => parsed.GetValue(flag)).Select(flag => flag.Name));

    private Option<string[]> Add(string name, string value, string description)
    {
        var option = new Option<string[]>(name) { HelpName = value, Description = description, Arity = ArgumentArity.OneOrMore };
        _options.Add(option);
        return option;
    }

    private void AddFlag(string name, string description) => _flags.Add(new Option<bool>(name) { Description = description });
}
