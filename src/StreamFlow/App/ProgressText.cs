using System.Globalization;

namespace StreamFlow.App;

/// <summary>An epoch as a line for people: <c>epoch 12  rows 200,000 in, 1,000 out  lag 0  watermark 2026-01-01T00:00:05Z  late 0  bad 0  0.31 s</c>.</summary>
internal static class ProgressText
{
    public static string Of(QueryProgress progress) => string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {progress.Epoch}  rows {progress.RowsIn:N0} in, {progress.RowsOut:N0} out  lag {progress.Sources.Sum(source => source.Lag):N0}  "
        + $"watermark {EventTime.Format(progress.Watermark)}  late {progress.LateRows:N0}  bad {progress.BadRecords:N0}  {progress.Duration.TotalSeconds:0.00} s");
}
