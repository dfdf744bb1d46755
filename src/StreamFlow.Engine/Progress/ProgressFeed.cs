using System.Collections.Immutable;
using System.Threading.Channels;

namespace StreamFlow.Engine.Progress;

/// <summary>Gives each committed epoch's progress to whoever reads. A slow reader misses the oldest entries; it never slows the query.</summary>
internal sealed class ProgressFeed
{
    private const int EntriesMax = 256;

    private ImmutableList<Channel<QueryProgress>> _readers = [];
    private volatile bool _isComplete;

    public QueryProgress? Last { get; private set; }

    public void Publish(QueryProgress progress)
    {
        Last = progress;
        foreach (var reader in _readers)
            reader.Writer.TryWrite(progress);
    }

    public void Complete()
    {
        _isComplete = true;
        foreach (var reader in _readers)
            reader.Writer.TryComplete();
    }

    public async IAsyncEnumerable<QueryProgress> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var channel = Channel.CreateBounded<QueryProgress>(new BoundedChannelOptions(EntriesMax) { FullMode = BoundedChannelFullMode.DropOldest });
        ImmutableInterlocked.Update(ref _readers, readers => readers.Add(channel));
        try
        {
            // A query that ended before this reader was listed has nobody left to complete its channel.
            if (_isComplete)
                channel.Writer.TryComplete();
            await foreach (var progress in channel.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
                yield return progress;
        }
        finally
        {
            ImmutableInterlocked.Update(ref _readers, readers => readers.Remove(channel));
        }
    }
}
