using StreamFlow.Simulation.Oracle;

namespace StreamFlow.Simulation.Jobs.Steps;

/// <summary>The bad records of a source, as rows.</summary>
internal sealed record BadRecordsStep(int Source) : Step([Source])
{
    public override bool TakesMainRows => false;

    public static Item ItemOf(SourcePartition partition, long offset, long recorded) =>
        new(partition.Source, EventTime.ToDateTimeOffset(recorded), offset, partition.Partition);

    public override void Define(JobDraft draft) =>
        draft[Number] = draft.BadRecords[Source].Select(bad => new Item(bad.Source, bad.Timestamp, bad.Offset, bad.Partition));

    public override Stage Follow(LaneModel lane) => lane.Rows(this, row => [row with { Item = ItemOf(row.Partition, row.Offset, row.Recorded) }]);

    public override Step Move(int number, IReadOnlyList<int> inputs) => new BadRecordsStep(inputs[0]) { Number = number };

    public override string ToString() => $"#{Number} bad records of #{Source}";
}
