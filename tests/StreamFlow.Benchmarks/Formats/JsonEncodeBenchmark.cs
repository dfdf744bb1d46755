using System.Globalization;
using StreamFlow.Data;
using StreamFlow.Formats;
using StreamFlow.Formats.Json;

namespace StreamFlow.Benchmarks.Formats;

/// <summary>A window's row: a name, two times, a count, two doubles.</summary>
internal static class JsonEncodeBenchmark
{
    private const int Rows = 16_384;
    private const int BatchesPerRound = 10;

    public static int Run()
    {
        Report("window row, averages of full precision", random => random.NextDouble() * 30);
        Report("window row, averages of few decimals", random => Math.Round(random.NextDouble() * 30, 2));
        return 0;
    }

    private static void Report(string name, Func<Random, double> average)
    {
        var schema = new RowSchema([
            new Field("deviceId", DataType.String),
            new Field("windowStart", DataType.Timestamp),
            new Field("windowEnd", DataType.Timestamp),
            new Field("count", DataType.Int64),
            new Field("avgTemperature", DataType.Double),
            new Field("maxTemperature", DataType.Double),
        ]);
        var rows = new ColumnBatch(schema);
        var random = new Random(1);
        for (var i = 0; i < Rows; i++)
        {
            ((BinaryColumn)rows.Columns[0]).Append(string.Create(CultureInfo.InvariantCulture, $"sensor-{i % 1000:d6}"));
            ((ValueColumn<long>)rows.Columns[1]).Append(1_700_000_000_000_000 + (i / 1000 * 10_000_000));
            ((ValueColumn<long>)rows.Columns[2]).Append(1_700_000_010_000_000 + (i / 1000 * 10_000_000));
            ((ValueColumn<long>)rows.Columns[3]).Append(random.Next(1000));
            ((ValueColumn<double>)rows.Columns[4]).Append(average(random));
            ((ValueColumn<double>)rows.Columns[5]).Append(Math.Round(random.NextDouble() * 30, 2));
        }

        rows.RowCount = Rows;
        var encoder = JsonFormat.Instance.CreateEncoder(schema);
        var encoded = new EncodedRows();
        Rounds.Report(name, Rows * BatchesPerRound, () =>
        {
            for (var i = 0; i < BatchesPerRound; i++)
            {
                encoded.Reset();
                encoder.Encode(rows, encoded);
            }
        });
    }
}
