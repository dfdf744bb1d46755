using System.Globalization;
using System.Text;

namespace StreamFlow.App;

/// <summary>
/// A table at the foot of a terminal that is drawn anew with each epoch. Rows that the job writes to stdout scroll by above it:
/// stdout goes through <see cref="TableAwareWriter"/> meanwhile, which takes the table away first and puts it back after.
/// </summary>
internal sealed class ProgressTable : ProgressDisplay
{
    private const string EraseLine = "\x1b[2K";
    private const string LineUp = "\x1b[1A";

    private readonly Lock _screen = new();
    private readonly TextWriter _output;
    private readonly TextWriter _stdout;
    private readonly string _job;
    private string[] _lines = [];
    private bool _isShown;
    private long _rowsIn;
    private long _rowsOut;
    private long _late;
    private long _bad;

    public ProgressTable(TextWriter output, string job)
    {
        _output = output;
        _job = job;
        _stdout = Console.Out;
        if (!Console.IsOutputRedirected)
            Console.SetOut(new TableAwareWriter(_stdout, Around));
    }

    public override void Dispose()
    {
        Console.SetOut(_stdout);
        base.Dispose();
    }

    internal override void Show(QueryProgress progress)
    {
        _rowsIn += progress.RowsIn;
        _rowsOut += progress.RowsOut;
        _late += progress.LateRows;
        _bad += progress.BadRecords;
        lock (_screen)
        {
            Erase();
            _lines = [.. Lines(progress)];
            Draw();
        }
    }

    /// <summary>Does something to the screen above the table.</summary>
    private void Around(Action write)
    {
        lock (_screen)
        {
            Erase();
            write();
            Draw();
        }
    }

    private void Erase()
    {
        if (!_isShown)
            return;
        var text = new StringBuilder();
        for (var line = 0; line < _lines.Length; line++)
            text.Append(LineUp).Append(EraseLine);
        _output.Write(text.Append('\r').ToString());
        _output.Flush();
        _isShown = false;
    }

    private void Draw()
    {
        if (_lines.Length == 0)
            return;
        var width = Math.Max(20, Width() - 1);
        _output.Write(string.Concat(_lines.Select(line => (line.Length > width ? line[..width] : line) + "\n")));
        _output.Flush();
        _isShown = true;
    }

    private IEnumerable<string> Lines(QueryProgress progress)
    {
        var culture = CultureInfo.InvariantCulture;
        var rate = progress.Duration > TimeSpan.Zero ? progress.RowsIn / progress.Duration.TotalSeconds : 0;
        yield return string.Create(culture, $"── {_job} ── epoch {progress.Epoch} in {progress.Duration.TotalSeconds:0.00} s ({rate:N0} rows/s) ── watermark {EventTime.Format(progress.Watermark)}");
        yield return string.Create(culture, $"   rows {_rowsIn:N0} in, {_rowsOut:N0} out   late {_late:N0}   bad {_bad:N0}   state {progress.StateRows:N0} groups, {progress.StateBytes / 1048576.0:0.0} MiB");
        foreach (var source in progress.Sources.Take(16))
        {
            yield return string.Create(
                culture,
                $"   {source.Partition,-24} offset {source.Range.To,12:N0}   lag {source.Lag,10:N0}   watermark {EventTime.Format(source.Watermark)}{(source.Idle ? " (idle)" : "")}");
        }

        foreach (var sink in progress.Sinks)
            yield return string.Create(culture, $"   → {sink.Sink,-22} rows   {sink.Rows,12:N0}");
    }

    private static int Width()
    {
        try
        {
            return Console.BufferWidth;
        }
        catch (IOException)
        {
            return 80;
        }
    }
}
