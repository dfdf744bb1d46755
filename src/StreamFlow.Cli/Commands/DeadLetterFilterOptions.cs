using System.CommandLine;
using StreamFlow.Cli.Settings;
using StreamFlow.Kafka.Administration;

namespace StreamFlow.Cli.Commands;

/// <summary>The options that say which dead letters are meant.</summary>
internal sealed class DeadLetterFilterOptions
{
    private readonly Option<string?> _source = new("--source") { HelpName = "TOPIC", Description = "those that came from this topic" };
    private readonly Option<int?> _partition = new("--partition") { HelpName = "N", Description = "those that came from this partition" };
    private readonly Option<string?> _column = new("--column") { HelpName = "NAME", Description = "those with this column at fault" };
    private readonly Option<string?> _reason = new("--reason") { HelpName = "WORDS", Description = "those whose reason contains this" };
    private readonly Option<string?> _from = new("--from") { HelpName = "TIME", Description = "those with a timestamp of their own from this on, such as 2026-01-31T12:00Z" };
    private readonly Option<string?> _until = new("--until") { HelpName = "TIME", Description = "those with a timestamp of their own before this" };

    public Symbol[] With(params Symbol[] others) => [.. others, _source, _partition, _column, _reason, _from, _until];

    public DeadLetterFilter Read(ParseResult parsed) => new()
    {
        Source = parsed.GetValue(_source),
        Partition = parsed.GetValue(_partition),
        Column = parsed.GetValue(_column),
        Reason = parsed.GetValue(_reason),
        From = TimeText.Parse("--from", parsed.GetValue(_from)),
        Until = TimeText.Parse("--until", parsed.GetValue(_until)),
    };
}
