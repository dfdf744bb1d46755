using System.Text;
using StreamFlow.Connectors;

namespace StreamFlow.Basics.Console;

/// <summary>Keeps the lines of an epoch until it is staged, then prints them: an epoch that is taken back has printed nothing.</summary>
internal sealed class ConsoleCommitter(TextWriter output) : SinkCommitter
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _lines = new();

    public override string WhyOnlyAtLeastOnce => "a terminal cannot take back what it showed";

    public void Write(string lines)
    {
        lock (_gate)
            _lines.Append(lines);
    }

    public override Task<SinkMarker> OpenAsync(Generation generation, CancellationToken cancellation) => Task.FromResult(SinkMarker.NotTracked);

    public override Task SetMarkerAsync(EpochNumber epoch, CancellationToken cancellation) => Task.CompletedTask;

    public override Task BeginAsync(EpochNumber epoch, CancellationToken cancellation) => AbortAsync(cancellation);

    public override async Task StageAsync(EpochNumber epoch, CancellationToken cancellation)
    {
        string lines;
        lock (_gate)
        {
            lines = _lines.ToString();
            _lines.Clear();
        }

        if (lines.Length == 0)
            return;
        await output.WriteAsync(lines).ConfigureAwait(false);
        await output.FlushAsync(cancellation).ConfigureAwait(false);
    }

    public override Task CommitAsync(EpochNumber epoch, CancellationToken cancellation) => Task.CompletedTask;

    public override Task AbortAsync(CancellationToken cancellation)
    {
        lock (_gate)
            _lines.Clear();
        return Task.CompletedTask;
    }
}
