using StreamFlow.Checkpoints.Log;
using StreamFlow.Simulation.Oracle;

namespace StreamFlow.Simulation.Checks;

/// <summary>Compares what an epoch's record says with the model.</summary>
internal static class RecordCheck
{
    public static void Compare(EpochRecord epoch, ReferenceModel model, List<string> wrong)
    {
        void Require<T>(string what, T logged, T expected)
        {
            if (!EqualityComparer<T>.Default.Equals(logged, expected))
                wrong.Add($"epoch {epoch.Number}: {what} is {logged} in the log, by the model {expected}");
        }

        foreach (var partition in epoch.Partitions)
        {
            var lane = model.Lanes[partition.Partition];
            Require($"the number of rows of {partition.Partition}", partition.RowCount, lane.RowCount);
            Require($"the watermark of {partition.Partition}", EventTime.Format(partition.WatermarkMicroseconds), EventTime.Format(lane.Watermark));
            Require($"whether {partition.Partition} is left out", partition.Idle, lane.IsOut);
            Require($"the floor of {partition.Partition}", EventTime.Format(partition.FloorMicroseconds), EventTime.Format(lane.Floor));
            Require($"the bad records of {partition.Partition}", partition.BadRecords, lane.SkippedRecords);
            Require($"the rows too far ahead of {partition.Partition}", partition.FutureRows, lane.Clocks.Sum(clock => clock.FutureRows));
        }

        foreach (var aggregation in model.Aggregations)
        {
            var released = epoch.ReleasedWatermarks.Single(one => one.Operator == aggregation.Name);
            Require($"what {aggregation.Name} has released", EventTime.Format(released.Microseconds), EventTime.Format(aggregation.Released));
        }

        foreach (var sink in epoch.Sinks)
            Require($"the number of rows for {sink.Name}", sink.Rows, model.OutputOf(sink.Name).Count);
        Require("the number of late rows", epoch.LateRows, model.Aggregations.Sum(aggregation => aggregation.LateRows));
        Require("the number of late rows that counted", epoch.AcceptedLateRows, model.Aggregations.Sum(aggregation => aggregation.AcceptedLateRows));
        Require("the number of corrected rows", epoch.CorrectedRows, model.Aggregations.Sum(aggregation => aggregation.CorrectedRows));
        Require("how late rows were", epoch.Lateness, Histogram([.. model.Aggregations.SelectMany(aggregation => aggregation.Lateness)]));
        Require("the number of bad records", epoch.BadRecords, model.Lanes.Values.Sum(lane => lane.SkippedRecords));
    }

    private static LatenessHistogram Histogram(List<long> lateness)
    {
        double[] bounds = [1, 10, 60, 600, 3600, 86_400, double.PositiveInfinity];
        var counts = bounds.Select((bound, i) => (long)lateness.Count(late => late / 1e6 <= bound && (i == 0 || late / 1e6 > bounds[i - 1]))).ToList();
        return new LatenessHistogram(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6]);
    }
}
