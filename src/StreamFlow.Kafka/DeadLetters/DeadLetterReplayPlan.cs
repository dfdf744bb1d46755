using StreamFlow.Kafka.Administration;

namespace StreamFlow.Kafka.DeadLetters;

/// <summary>
/// What a replay does with each letter of fixed ranges: counted in a first reading, done in a second. Of each partition it goes as far as the last letter that is put back; what is behind that stays
/// where it is.
/// </summary>
internal sealed class DeadLetterReplayPlan(DeadLetterFilter filter, string? to, IReadOnlyDictionary<int, OffsetRange> waiting)
{
    private readonly Dictionary<string, long> _replayed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _targets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _partitions = new(StringComparer.Ordinal);
    private readonly Dictionary<int, long> _ends = [];
    private readonly Dictionary<int, long> _leftSoFar = [];
    private long _left;
    private long _unknown;
    private long _moved;
    private int _keyless;

    /// <summary>What the second reading reads: up to the last letter that is put back.</summary>
    public IReadOnlyDictionary<int, OffsetRange> Ranges =>
        waiting.ToDictionary(range => range.Key, range => range.Value with { To = _ends.GetValueOrDefault(range.Key, range.Value.From) });

    /// <summary>The topics that get letters, and how many partitions they must have at least.</summary>
    public IReadOnlyDictionary<string, int> Targets => _targets;

    public DeadLetterReplay Totals => new(_replayed, _left - _unknown, _unknown, _moved);

    /// <summary>Counts a letter in the first reading, each partition in order.</summary>
    public void Count(DeadLetter letter)
    {
        if (!IsPutBack(letter))
        {
            _left++;
            _unknown += letter.Origin is null && filter.Takes(letter) ? 1 : 0;
            _leftSoFar[letter.Partition] = _leftSoFar.GetValueOrDefault(letter.Partition) + 1;
            return;
        }

        var target = to ?? letter.Origin!.Topic;
        _replayed[target] = _replayed.GetValueOrDefault(target) + 1;
        _targets[target] = Math.Max(_targets.GetValueOrDefault(target), to is null ? letter.Origin!.Partition + 1 : 1);
        _ends[letter.Partition] = letter.Offset + 1;
        _moved += _leftSoFar.GetValueOrDefault(letter.Partition);
        _leftSoFar[letter.Partition] = 0;
    }

    public void SetPartitions(string target, int partitions) => _partitions[target] = partitions;

    public bool IsPutBack(DeadLetter letter) => filter.Takes(letter) && (letter.Origin is not null || to is not null);

    /// <summary>Where a letter is put back to: its own partition, or in another topic that of its key, and without a key the partitions in turn.</summary>
    public (string Topic, int Partition) TargetOf(DeadLetter letter) => to is null
        ? (letter.Origin!.Topic, letter.Origin.Partition)
        : (to, letter.Key is { } key ? KafkaPartitioner.PartitionOf(key, _partitions[to]) : _keyless++ % _partitions[to]);
}
