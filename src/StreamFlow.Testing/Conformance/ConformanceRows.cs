namespace StreamFlow.Testing.Conformance;

/// <summary>Makes up rows: ordinary ones by their number, and the odd ones that connectors trip over.</summary>
internal static class ConformanceRows
{
    /// <summary>A row whose every column says something.</summary>
    public static ConformanceRow Ordinary(long id, long epoch, long writer)
    {
        var chance = new Random(unchecked((int)(id * 7919)));
        return new ConformanceRow
        {
            Id = id,
            Epoch = epoch,
            Writer = writer,
            Flag = id % 2 == 0,
            Small = (short)(id % 1000),
            Whole = chance.Next(),
            Large = chance.NextInt64(),
            Share = chance.NextSingle(),
            Ratio = chance.NextDouble() - 0.5,
            Price = chance.Next(1_000_000) / 100m,
            Text = $"text {id}",
            At = new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero).AddMilliseconds(id),
            Day = new DateOnly(2026, 11, 21).AddDays((int)(id % 365)),
            Took = TimeSpan.FromMilliseconds(id % 100_000),
            Key = new Guid((int)id, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
            Bytes = BitConverter.GetBytes(id),
            MaybeWhole = id % 3 == 0 ? null : (int)id,
            MaybeText = id % 3 == 1 ? null : $"maybe {id}",
            Part = id % 4 == 0 ? null : new ConformancePart($"part {id}", (int)id),
            Numbers = [.. Enumerable.Range((int)(id % 100), (int)(id % 4))],
        };
    }

    /// <summary>Texts that formats and databases trip over; without U+0000, which PostgreSQL has no place for.</summary>
    public static IReadOnlyList<string> Texts =>
    [
        "", " ", "null", "NULL", "\\N", "\\.", "a,b;c\td", "\"quoted\" and 'single' and `back`", "line\nline", "line\r\nline", "back\\slash/", "end with quote\"", "\u0001\u001f\u007f",
        "Grüße, 世界, Ελλάδα, עברית", "😀👩‍🚀 beyond the first plane", "e\u0301 is not \u00e9", "\u2028\u2029\ufeff", "{\"json\": [1, null]}", "--; DROP TABLE x", "%s {0} $1 :name @p", new string('x', 70_000),
    ];

    /// <summary>The first and last values of the types, as far as all of the usual targets have them.</summary>
    public static IReadOnlyList<ConformanceRow> Extremes =>
    [
        new()
        {
            Id = 0, Small = short.MinValue, Whole = int.MinValue, Large = long.MinValue, Share = float.MinValue, Ratio = double.MinValue, Price = -79_228_162_514_264_337_593_543_950_335m,
            At = new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero), Day = new DateOnly(1600, 2, 29), Took = -TimeSpan.FromDays(1000), MaybeWhole = int.MinValue,
        },
        new()
        {
            Id = 0, Flag = true, Small = short.MaxValue, Whole = int.MaxValue, Large = long.MaxValue, Share = float.MaxValue, Ratio = double.MaxValue, Price = 79_228_162_514_264_337_593_543_950_335m,
            At = new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero).AddTicks(9_999_990), Day = new DateOnly(9999, 12, 31), Took = TimeSpan.FromDays(1000) + TimeSpan.FromMicroseconds(1),
            Key = new Guid("ffffffff-ffff-ffff-ffff-ffffffffffff"), Bytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value)], MaybeFlag = false, MaybeWhole = 0,
        },
        new()
        {
            Id = 0, Share = float.Epsilon, Ratio = double.Epsilon, Price = 0.0000000000000000000000000001m, At = DateTimeOffset.UnixEpoch.AddTicks(-10), Day = DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(-1),
            Took = TimeSpan.FromMicroseconds(-1), MaybeRatio = 0.1 + 0.2, MaybePrice = 1.10m,
        },
    ];
}
