using StreamFlow.Data;
using StreamFlow.Operators;
using StreamFlow.Operators.WindowAggregate;
using StreamFlow.Tests.Operators.Aggregates;

namespace StreamFlow.Tests.Operators.WindowAggregate;

public sealed class WindowAllocationTests
{
    [Theory]
    [InlineData(1000, false)]
    [InlineData(250, true)]
    public void Nothing_is_allocated_for_rows(long every, bool outOfOrder)
    {
        const int BatchRows = 1000;
        var windows = new WindowAggregateOperator(new("w", Readings.Shape(Readings.Calls[..6], hasWindow: true), 1000, every, 0, EmitMode.OnClose));
        var lane = windows.AddLane(new LaneId(new SourcePartition("iot", 0), 0), null);
        var batch = new ColumnBatch(Readings.Schema);
        long allocated = 0;
        for (var epoch = 0; epoch < 300; epoch++)
        {
            long watermark = (epoch - 2) * 100;
            Readings.Fill(batch, Enumerable.Range(0, BatchRows).Select(i => new Reading(
                0, i, $"device-{i % 100}", i, i, i, null, (epoch * 100) + (i / 10) - (outOfOrder ? i % 7 * 200 : 0), watermark)));
            var before = GC.GetAllocatedBytesForCurrentThread();
            lane.Consume(batch);
            lane.Advance(new LaneTime(watermark, false));
            windows.EndEpoch(flush: false);
            if (epoch >= 100)
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        // An epoch may cost an enumerator or two, a row nothing.
        Assert.InRange(allocated / 200, 0, 400);
    }
}
