using StreamFlow.Cli.Output;
using StreamFlow.Kafka;
using StreamFlow.Kafka.Administration;

namespace StreamFlow.Cli.Running;

/// <summary>Prints a topic's rows while a job writes them, and what is left when it has ended.</summary>
internal sealed class RowPrinter(IReadOnlyDictionary<string, string> settings, string topic, StatusLine output)
{
    private readonly KafkaConsole _console = new(settings);
    private readonly Dictionary<int, long> _next = [];

    /// <summary>Until cancelled.</summary>
    /// <returns>False when nobody reads the output any more.</returns>
    public Task<bool> FollowAsync(CancellationToken cancellation) => PrintAsync(follow: true, cancellation);

    /// <summary>What has come since, up to the topic's end.</summary>
    public Task<bool> FinishAsync(CancellationToken cancellation) => PrintAsync(follow: false, cancellation);

    private async Task<bool> PrintAsync(bool follow, CancellationToken cancellation)
    {
        try
        {
            var options = new ConsumeOptions { From = OffsetReset.Offsets(_next), Follow = follow };
            await foreach (var record in _console.ConsumeAsync(topic, options, cancellation).ConfigureAwait(false))
            {
                if (!output.TryWriteRow(record.Value ?? "null"))
                    return false;
                _next[record.Partition] = record.Offset + 1;
            }
        }
        catch (OperationCanceledException)
        {
            // As asked.
        }

        return true;
    }
}
