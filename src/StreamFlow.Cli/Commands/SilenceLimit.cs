using StreamFlow.Cli.Settings;

namespace StreamFlow.Cli.Commands;

/// <summary>A token that is cancelled when nothing has happened for a while, or from outside.</summary>
internal sealed class SilenceLimit : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly TimeSpan? _limit;

    public SilenceLimit(string? limit, CancellationToken cancellation)
    {
        _limit = limit is null ? null : DurationText.Parse("--timeout", limit);
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Restart();
    }

    public CancellationToken Token => _source.Token;

    public void Restart()
    {
        if (_limit is { } limit)
            _source.CancelAfter(limit);
    }

    public void Dispose() => _source.Dispose();
}
