using System.Text;
using StreamFlow.Data;
using StreamFlow.Formats;
using StreamFlow.Formats.Json;

namespace StreamFlow.Benchmarks.Formats;

/// <summary>The 116-byte reading: four of its six members into columns.</summary>
internal static unsafe class JsonDecodeBenchmark
{
    private const int Records = 16_384;
    private const int BatchesPerRound = 20;

    public static int Run()
    {
        var schema = new RowSchema([
            new Field("deviceId", DataType.String) { Required = true },
            new Field("ts", DataType.Timestamp) { Required = true, EpochMilliseconds = true },
            new Field("temperature", DataType.Double) { Required = true },
            new Field("humidity", DataType.Double) { Required = true },
        ]);
        var random = new Random(1);
        Report("reading by template", schema, i => Reading(random, i));
        Report("reading, members in two orders", schema, i => i % 2 == 0 ? Reading(random, i) : Swapped(random, i));
        Report("reading, full parser", schema, i => Shuffled(random, i));
        return 0;
    }

    private static void Report(string name, RowSchema schema, Func<int, string> text)
    {
        var json = Enumerable.Range(0, Records).Select(i => Encoding.UTF8.GetBytes(text(i))).ToArray();
        // One block, as a fetch response would hold them.
        var memory = GC.AllocateUninitializedArray<byte>(json.Sum(j => j.Length + 12), pinned: true);
        var records = new RawRecord[Records];
        fixed (byte* start = memory)
        {
            var at = start;
            for (var i = 0; i < Records; i++)
            {
                json[i].CopyTo(new Span<byte>(at, json[i].Length));
                records[i] = new RawRecord(at, json[i].Length, null, -1, i, 1_700_000_000_000_000 + i);
                at += json[i].Length + 12;
            }
        }

        var decoder = JsonFormat.Instance.CreateDecoder(schema);
        var rows = new ColumnBatch(schema);
        var bad = new List<BadRow>();
        Rounds.Report($"{name} ({json[0].Length} bytes)", Records * BatchesPerRound, () =>
        {
            for (var i = 0; i < BatchesPerRound; i++)
            {
                rows.Reset();
                decoder.Decode(records, rows, bad);
            }
        });
        if (bad.Count != 0 || rows.RowCount != Records)
            throw new InvalidOperationException($"{bad.Count} bad rows: {bad[0]}");
    }

    private static string Reading(Random random, int i) => $"{{{Device(random)},{Time(i)},{Climate(random)},{Rest(random)}}}";

    private static string Swapped(Random random, int i) => $"{{{Time(i)},{Device(random)},{Climate(random)},{Rest(random)}}}";

    /// <summary>More orders than a decoder keeps shapes of.</summary>
    private static string Shuffled(Random random, int i)
    {
        string[] members = [Device(random), Time(i), .. Climate(random).Split(','), .. Rest(random).Split(',')];
        random.Shuffle(members);
        return $"{{{string.Join(',', members)}}}";
    }

    private static string Device(Random random) => FormattableString.Invariant($"\"deviceId\":\"sensor-{random.Next(1000):d6}\"");

    private static string Time(int i) => FormattableString.Invariant($"\"ts\":{1_700_000_000_000 + i}");

    private static string Climate(Random random) =>
        FormattableString.Invariant($"\"temperature\":{Math.Round(5 + (random.NextDouble() * 30), 2)},\"humidity\":{Math.Round(random.NextDouble() * 100, 1)}");

    private static string Rest(Random random) =>
        FormattableString.Invariant($"\"battery\":{Math.Round(3 + random.NextDouble(), 2)},\"site\":\"plant-{random.Next(20):d2}\"");
}
