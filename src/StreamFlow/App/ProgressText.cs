using System.Globalization;
using System.Text;

namespace StreamFlow.App;

/// <summary>An epoch as a line for people: <c>epoch 12  rows 200,000 in, 1,000 out  lag 0  watermark 2026-01-01T00:00:05Z  late 0  bad 0  0.31 s</c>; what is not usual stands behind it.</summary>
internal static class ProgressText
{
    public static string Of(QueryProgress progress) => string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {progress.Epoch}  rows {progress.RowsIn:N0} in, {progress.RowsOut:N0} out  lag {progress.Sources.Sum(source => source.Lag):N0}  "
        + $"watermark {EventTime.Format(progress.Watermark)}  late {progress.LateRows:N0}  bad {progress.BadRecords:N0}  {progress.Duration.TotalSeconds:0.00} s{Unusual(progress)}");

    /// <summary>How late rows were, and counts that most jobs never have: <c>  how late: 1m 3, 1h 1</c>. Empty where there are none.</summary>
    internal static string Unusual(QueryProgress progress)
    {
        var text = new StringBuilder();
        if (progress.Lateness.Total > 0)
        {
            text.Append("  how late: ").AppendJoin(", ", progress.Lateness.Buckets.Where(bucket => bucket.Rows > 0)
                .Select(bucket => string.Create(CultureInfo.InvariantCulture, $"{(bucket.UpTo == "more" ? ">1d" : "≤" + bucket.UpTo)} {bucket.Rows:N0}")));
        }

        Append("late but counted", progress.AcceptedLateRows);
        Append("corrected", progress.CorrectedRows);
        Append("too far ahead", progress.FutureRows);
        Append("lost offsets", progress.LostOffsets);
        return text.ToString();

        void Append(string what, long count)
        {
            if (count > 0)
                text.Append(CultureInfo.InvariantCulture, $"  {what} {count:N0}");
        }
    }
}
