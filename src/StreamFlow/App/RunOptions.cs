using System.CommandLine;
using System.CommandLine.Parsing;

namespace StreamFlow.App;

/// <summary>The options of the command line. All may stand before or after the verb.</summary>
internal sealed class RunOptions
{
    private readonly Option<string?> _bootstrapServers = new("--bootstrap-servers") { Description = "Kafka's addresses, host:port,…" };
    private readonly Option<Trigger?> _trigger = new("--trigger") { Description = "available-now, once, continuous, or an interval: 1s, 30s, 1m", CustomParser = Parsed(Trigger.Parse) };
    private readonly Option<ProcessingGuarantee?> _guarantee = new("--guarantee") { Description = "exactly-once (default) or at-least-once", HelpName = "guarantee", CustomParser = Parsed(Guarantee) };
    private readonly Option<string?> _checkpoint = new("--checkpoint") { Description = "The job's checkpoint directory; default checkpoints/<job>" };
    private readonly Option<string?> _from = new("--from") { Description = "Where sources without a checkpoint begin: earliest or latest" };
    private readonly Option<string[]> _set = new("--set") { Description = "NAME=VALUE: a setting of the job; may be repeated", Arity = ArgumentArity.OneOrMore };
    private readonly Option<TimeSpan?> _for = new("--for") { Description = "Stop after so long: 20s, 5m", CustomParser = Parsed<TimeSpan?>(text => Durations.Parse(text)) };
    private readonly Option<int?> _parallelism = new("--parallelism") { Description = "Worker threads, 1 to 1024" };
    private readonly Option<long?> _maxRows = new("--max-rows-per-epoch") { Description = "An epoch is cut at this many rows; not with --trigger once, which is one epoch" };
    private readonly Option<string> _output = new("--output") { Description = "text or json: the form of the progress on stderr", DefaultValueFactory = _ => "text" };
    private readonly Option<bool> _recoverOnly = new("--recover-only") { Description = "Finish what the epoch log says, write a checkpoint, and end" };
    private readonly Option<bool> _allowStateDrop = new("--allow-state-drop") { Description = "State that the job no longer has a use for may be dropped" };
    private readonly Option<string[]> _assumeSink = new("--assume-sink") { Description = "NAME=EPOCH: believe that the sink holds this epoch; may be repeated", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _flushAtEnd = new("--flush-at-end") { Description = "A run that ends by itself sends its open windows" };
    private readonly Option<string?> _deadLetters = new("--dead-letters") { Description = "TOPIC: records that are no rows go there, as they came, in the job's commit; made if it does not exist" };
    private readonly Option<bool> _deadLetterLateRows = new("--dead-letter-late-rows") { Description = "Late rows go to the dead-letter topic, too" };
    private readonly Option<bool> _quiet = new("--quiet") { Description = "No progress on stderr" };
    private readonly Option<bool> _verbose = new("--verbose") { Description = "Log messages, and stack traces with errors" };

    public RunOptions()
    {
        _from.AcceptOnlyFromAmong("earliest", "latest");
        _output.AcceptOnlyFromAmong("text", "json");
    }

    public void AddTo(Command command)
    {
        Option[] all =
        [
            _bootstrapServers, _trigger, _guarantee, _checkpoint, _from, _set, _for, _parallelism, _maxRows, _output,
            _recoverOnly, _allowStateDrop, _assumeSink, _flushAtEnd, _deadLetters, _deadLetterLateRows, _quiet, _verbose,
        ];
        foreach (var option in all)
        {
            option.Recursive = true;
            command.Options.Add(option);
        }
    }

    public RunArguments Read(ParseResult parsed) => new()
    {
        BootstrapServers = parsed.GetValue(_bootstrapServers),
        Trigger = parsed.GetValue(_trigger),
        Guarantee = parsed.GetValue(_guarantee),
        CheckpointDirectory = parsed.GetValue(_checkpoint),
        StartFrom = parsed.GetValue(_from),
        Settings = Pairs("--set", parsed.GetValue(_set)),
        For = parsed.GetValue(_for),
        Workers = parsed.GetValue(_parallelism),
        MaxRowsPerEpoch = parsed.GetValue(_maxRows),
        IsJson = parsed.GetValue(_output) == "json",
        RecoverOnly = parsed.GetValue(_recoverOnly),
        AllowStateDrop = parsed.GetValue(_allowStateDrop),
        AssumedSinks = Pairs("--assume-sink", parsed.GetValue(_assumeSink)),
        FlushAtEnd = parsed.GetValue(_flushAtEnd),
        DeadLetters = parsed.GetValue(_deadLetters),
        DeadLetterLateRows = parsed.GetValue(_deadLetterLateRows),
        IsQuiet = parsed.GetValue(_quiet),
        IsVerbose = parsed.GetValue(_verbose),
    };

    private static Func<ArgumentResult, T?> Parsed<T>(Func<string, T> parse) => result =>
    {
        try
        {
            return parse(result.Tokens[^1].Value);
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            result.AddError(error.Message);
            return default;
        }
    };

    private static ProcessingGuarantee? Guarantee(string text) => text switch
    {
        "exactly-once" => ProcessingGuarantee.ExactlyOnce,
        "at-least-once" => ProcessingGuarantee.AtLeastOnce,
        _ => throw new FormatException($"'{text}' is no guarantee: give exactly-once or at-least-once"),
    };

    private static Dictionary<string, string> Pairs(string option, string[]? texts)
    {
        var pairs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var text in texts ?? [])
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
                throw new UsageException($"{option} '{text}': give NAME=VALUE");
            pairs[text[..equals]] = text[(equals + 1)..];
        }

        return pairs;
    }
}
