using StreamFlow.Checkpoints.Log;
using StreamFlow.Simulation.Jobs;
using StreamFlow.Simulation.Jobs.Steps;
using StreamFlow.Simulation.Oracle;
using StreamFlow.Simulation.Runs;
using StreamFlow.Simulation.Scenarios;
using StreamFlow.Simulation.Sinks;

namespace StreamFlow.Simulation.Checks;

/// <summary>
/// Whether what the servers hold in the end is right. Epoch by epoch against the model, which is told of each epoch only what the outside decided; and, where no clock and no
/// start decided anything, against the model over the whole input at once: the committed rows are a function of the log alone.
/// </summary>
internal sealed class Verdict
{
    private readonly Scenario _scenario;
    private readonly World _world;
    private readonly IReadOnlyList<EpochRecord> _epochs;
    private readonly ReferenceModel _model;
    private readonly Dictionary<string, List<(long Epoch, ModelRow Row)>> _expected;
    private readonly List<string> _wrong = [];

    private Verdict(Scenario scenario, World world)
    {
        _scenario = scenario;
        _world = world;
        _epochs = EpochHistory.Read(world);
        _model = new ReferenceModel(scenario.Job);
        _expected = scenario.Job.Sinks.ToDictionary(sink => sink.Name, _ => new List<(long, ModelRow)>());
    }

    /// <returns>What is wrong, a text each.</returns>
    public static IReadOnlyList<string> Of(Scenario scenario, World world)
    {
        var verdict = new Verdict(scenario, world);
        world.Counts.Add("epochs", verdict._epochs.Count);
        world.Counts.Add("committed rows", world.Servers.Values.Sum(server => server.Rows.Count));
        verdict.CheckRanges();
        foreach (var epoch in verdict._epochs)
            verdict.RunModel(epoch);
        verdict.CheckSinks();
        verdict.CheckWhole();
        return verdict._wrong;
    }

    /// <summary>Every offset is in one epoch, up to the end of the log.</summary>
    private void CheckRanges()
    {
        var startsAnywhere = _scenario.Attempts.Any(attempt => attempt.FromLatest);
        foreach (var topic in _world.Topics)
        {
            for (var number = 0; number < topic.Partitions.Count; number++)
            {
                var partition = new SourcePartition(topic.Name, number);
                var ranges = _epochs.SelectMany(epoch => epoch.Partitions).Where(one => one.Partition == partition).Select(one => one.Range).ToList();
                var end = topic.Partitions[number].End;
                if (ranges.Count == 0 ? end > 0 && !startsAnywhere : ranges[^1].To != end || (ranges[0].From > 0 && !startsAnywhere))
                    _wrong.Add($"{partition} holds offsets up to {end}; the epochs hold {(ranges.Count == 0 ? "none" : $"{ranges[0].From} to {ranges[^1].To}")}");
            }
        }
    }

    private void RunModel(EpochRecord epoch)
    {
        _model.Run(
            new EpochFacts(epoch.ClockMicroseconds, epoch.Flushed, [.. epoch.Partitions.Select(one => new PartitionFacts(one.Partition, one.Range, one.Reach))]),
            Read);
        foreach (var (sink, rows) in _expected.Where(one => epoch.Sinks.Any(sink => sink.Name == one.Key)))
            rows.AddRange(_model.OutputOf(sink).Select(row => (epoch.Number.Value, row)));
        RecordCheck.Compare(epoch, _model, _wrong);
    }

    private IEnumerable<(ModelRow Row, bool IsBad)> Read(PartitionFacts partition)
    {
        var log = _world.Topics.Single(topic => topic.Name == partition.Partition.Source).Partitions[partition.Partition.Partition];
        return log.Read(partition.Range).Select(one => (
            new ModelRow(one.Entry.Item ?? BadRecordsStep.ItemOf(partition.Partition, one.Offset, one.Entry.Timestamp), partition.Partition, one.Offset, one.Entry.Timestamp),
            one.Entry.Item is null));
    }

    private void CheckSinks()
    {
        var unmarked = _scenario.Guarantee == ProcessingGuarantee.AtLeastOnce;
        foreach (var sink in _scenario.Job.Sinks)
        {
            var stored = StoredOf(sink).Select(row => (unmarked ? 0 : row.Epoch, Shown(sink, row.Item)));
            var expected = _expected[sink.Name].Select(one => (unmarked ? 0 : one.Epoch, Shown(sink, one.Row.Item)));
            if (RowDifference.Between(expected, stored, mayHaveMore: unmarked) is { } difference)
                _wrong.Add($"{sink.Name} holds other rows (epoch, row) than it should:{difference}");
            if (!unmarked)
                CheckOrder(sink);
        }

        if (!unmarked)
            CheckTwins();

        foreach (var server in _world.Servers.Values)
        {
            _wrong.AddRange(server.Violations);
            if (!unmarked && server.Marker != (_epochs.Count == 0 ? EpochNumber.None : _epochs[^1].Number))
                _wrong.Add($"{server.Name} holds epoch {server.Marker}, the log ends with epoch {(_epochs.Count == 0 ? EpochNumber.None : _epochs[^1].Number)}");
        }
    }

    /// <summary>Windows leave in the order of their ends. Times of this step's rows say so where they are the windows' own.</summary>
    private void CheckOrder(SinkStep sink)
    {
        if (_scenario.Job.Steps[sink.Input] is not WindowStep { GivesUpdates: false })
            return;
        var times = StoredOf(sink).Select(row => row.Item.At).ToList();
        if (!times.SequenceEqual(times.Order()))
            _wrong.Add($"{sink.Name} got windows out of order");
    }

    /// <summary>Sinks of the same rows hold the same, also where chance made them.</summary>
    private void CheckTwins()
    {
        foreach (var twins in _scenario.Job.Sinks.GroupBy(sink => sink.Input))
        {
            foreach (var twin in twins.Skip(1))
            {
                var epochs = _epochs.Where(epoch => epoch.Sinks.Any(sink => sink.Name == twin.Name)).Select(epoch => epoch.Number.Value).ToHashSet();
                var difference = RowDifference.Between(
                    StoredOf(twins.First()).Where(row => epochs.Contains(row.Epoch)).Select(row => (row.Epoch, row.Item)), StoredOf(twin).Select(row => (row.Epoch, row.Item)));
                if (difference is not null)
                    _wrong.Add($"{twin.Name} differs from {twins.First().Name}:{difference}");
            }
        }
    }

    private IEnumerable<StoredRow> StoredOf(SinkStep sink) => _world.Servers[sink.Server].Rows.Where(row => row.Sink == sink.Name);

    /// <summary>The row as far as it can be said beforehand.</summary>
    private Item Shown(SinkStep sink, Item item) => _scenario.Job.HasDrawnWeights(sink.Input) ? item with { Weight = 0 } : item;

    private void CheckWhole()
    {
        var ends = _epochs.Count > 0 ? _epochs[^1] : null;
        if (ends is null || _scenario.Job.HasIdleness || _epochs.SkipLast(1).Any(epoch => epoch.Flushed)
            || _model.Lanes.Values.Any(lane => lane.Floor != EventTime.NoWatermark))
        {
            return;
        }

        _world.Counts.Add("checked against the whole input at once");
        var firsts = _epochs.SelectMany(epoch => epoch.Partitions).GroupBy(one => one.Partition).ToDictionary(one => one.Key, one => one.First().Range.From);
        var whole = new ReferenceModel(_scenario.Job);
        whole.Run(
            new EpochFacts(
                ends.ClockMicroseconds, ends.Flushed,
                [.. ends.Partitions.Select(one => new PartitionFacts(one.Partition, one.Range with { From = firsts[one.Partition] }, PartitionReach.Finished))]),
            Read);
        foreach (var sink in _scenario.Job.Sinks)
        {
            // Of updates that somebody filters or joins on the way, what is left depends on the epochs.
            if (_epochs.Any(epoch => epoch.Sinks.All(one => one.Name != sink.Name)))
                continue;
            if (_scenario.Job.GivesUpdates(sink.Input) && _scenario.Job.Steps[sink.Input] is not (GroupStep or WindowStep))
                continue;
            if (RowDifference.Between(Lasting(sink, whole.OutputOf(sink.Name)), Lasting(sink, _expected[sink.Name].Select(one => one.Row))) is { } difference)
                _wrong.Add($"{sink.Name} depends on how the input was cut:{difference}");
        }
    }

    /// <summary>The rows that stay: all, or of updates the last of each key.</summary>
    private IEnumerable<Item> Lasting(SinkStep sink, IEnumerable<ModelRow> rows) =>
        rows.GroupBy(row => row.UpdateOf ?? new object(), row => Shown(sink, row.Item)).Select(same => same.Last());
}
