using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace StreamFlow.App;

/// <summary>
/// A table at the foot of a terminal that is drawn anew with each epoch. Rows that the job writes to stdout scroll by above it: meanwhile stdout goes through
/// <see cref="TableAwareWriter"/>.
/// </summary>
internal sealed class ProgressTable(IAnsiConsole terminal, string job) : ProgressDisplay
{
    private const int PartitionsMax = 16;

    private LiveDisplayContext? _live;
    private long _rowsIn;
    private long _rowsOut;
    private long _late;
    private long _bad;

    /// <summary>The table for the terminal that stderr is.</summary>
    public static ProgressTable OnStderr(string job) =>
        new(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }), job);

    public override async Task FollowAsync(StreamingQuery query)
    {
        var stdout = Console.Out;
        if (!Console.IsOutputRedirected)
            Console.SetOut(new TableAwareWriter(stdout.Encoding, terminal));
        try
        {
            await terminal.Live(new Text($"{job}: waiting for rows")).StartAsync(live =>
            {
                _live = live;
                return base.FollowAsync(query);
            }).ConfigureAwait(false);
        }
        finally
        {
            Console.SetOut(stdout);
        }
    }

    internal override void Show(QueryProgress progress) => _live?.UpdateTarget(Draw(progress));

    /// <summary>The table behind an epoch; counts it in.</summary>
    internal IRenderable Draw(QueryProgress progress)
    {
        _rowsIn += progress.RowsIn;
        _rowsOut += progress.RowsOut;
        _late += progress.LateRows;
        _bad += progress.BadRecords;
        var rate = progress.Duration > TimeSpan.Zero ? progress.RowsIn / progress.Duration.TotalSeconds : 0;
        var table = new Table().Border(TableBorder.Rounded).Expand()
            .Title(Escaped($"{job}: epoch {progress.Epoch} in {progress.Duration.TotalSeconds:0.00} s, {rate:N0} rows/s, watermark {EventTime.Format(progress.Watermark)}"))
            .Caption(Escaped($"rows {_rowsIn:N0} in, {_rowsOut:N0} out; late {_late:N0}; bad {_bad:N0}; state {progress.StateRows:N0} groups, {progress.StateBytes / 1048576.0:0.0} MiB{ProgressText.Unusual(progress)}"))
            .AddColumns("", "offset", "lag", "rows", "watermark");
        foreach (var source in progress.Sources.Take(PartitionsMax))
            table.AddRow(Escaped($"{source.Partition}"), Escaped($"{source.Range.To:N0}"), Escaped($"{source.Lag:N0}"), Escaped($"{source.Rows:N0}"), EventTime.Format(source.Watermark) + (source.Idle ? " (idle)" : ""));
        foreach (var sink in progress.Sinks)
            table.AddRow(Escaped($"→ {sink.Sink}"), "", "", Escaped($"{sink.Rows:N0}"), "");
        return table;
    }

    private static string Escaped(FormattableString text) => Markup.Escape(text.ToString(CultureInfo.InvariantCulture));
}
