using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using StreamFlow.Data;
using StreamFlow.Data.Rows;
using StreamFlow.Formats;
using StreamFlow.Formats.Csv;

namespace StreamFlow.Tests.Formats.Csv;

public sealed class CsvDecodingTests
{
    private static readonly string[] Pieces = ["a", "b c", " ", ",", ",", "\"", "\"", "\"\"", "\n", "\r\n", "é", "🙂", "'", ";", "\t", "NULL"];

    /// <summary>What is well formed reads the same as CsvHelper reads it, and whatever was written by the rules is well formed. What is not, each reader mends in its own way.</summary>
    [Fact]
    public void Random_text_gives_what_CsvHelper_gives()
    {
        var seed = Environment.TickCount;
        var (read, refused) = (0, 0);
        for (var round = 0; round < 6000; round++)
        {
            var chance = new Random(seed + round);
            var isByTheRules = round % 3 != 0;
            var text = isByTheRules ? Records(chance) : Anything(chance);
            var ours = Read<Three>("a,b,c\n" + text);
            if (ours.Exists(one => one.Bad is { } bad && !bad.Contains("fields where there are", StringComparison.Ordinal)))
            {
                Assert.False(isByTheRules, $"seed {seed + round}: {ours.Find(one => one.Bad is not null)?.Bad}:\n{text}");
                refused++;
                continue;
            }

            var theirs = Theirs(text);
            Assert.True(theirs.Count == ours.Count, $"seed {seed + round}: CsvHelper reads {theirs.Count} records, we {ours.Count}:\n{text}");
            for (var at = 0; at < ours.Count; at++)
            {
                var row = theirs[at] is [var a, var b, var c] ? new Three(a, b, c) : null;
                Assert.True(row == ours[at].Row, $"seed {seed + round}, record {at}: CsvHelper reads {string.Join('|', theirs[at])}, we {ours[at].Row} {ours[at].Bad}:\n{text}");
                read++;
            }
        }

        Assert.True(read > 5000 && refused > 500, $"seed {seed}: {read} records read, {refused} texts refused");
    }

    [Fact]
    public void Columns_are_found_by_name_exactly_first_and_then_ignoring_case()
    {
        Assert.Equal([new Three("1", "2", "3")], Rows<Three>("c,x,B,a\n3,-,2,1\n"));
        Assert.Equal([new Three("1", "2", "3")], Rows<Three>("A,a,b,c\n-,1,2,3\n"));
    }

    [Fact]
    public void Null_is_the_text_for_null_without_quotes()
    {
        Assert.Equal([new Maybe(null, null), new Maybe("", 1)], Rows<Maybe>("text,number\n,\n\"\",1\n"));
        var options = new CsvOptions { NullText = "NULL" };
        Assert.Equal([new Maybe(null, 2), new Maybe("", null), new Maybe("NULL", null)], Rows<Maybe>("text,number\nNULL,2\n,NULL\n\"NULL\",NULL\n", options));
    }

    [Fact]
    public void A_text_that_must_be_there_is_the_text_for_null_itself_and_a_number_is_bad()
    {
        Assert.Equal([new Three("", "", "")], Rows<Three>("a,b,c\n,,\n"));
        Assert.Equal("number: null, and the column is not nullable", Bad<Counted>("number\n\n"));
    }

    [Fact]
    public void A_column_that_the_header_does_not_name_gets_its_default_or_is_missed()
    {
        Assert.Equal([new Defaults("x") { Limit = 7 }], Rows<Defaults>("name\nx\n"));
        Assert.Equal("c: the required member is missing", Bad<Three>("a,b\n1,2\n"));
    }

    [Theory]
    [InlineData("1,2", "the record has 2 fields where there are 3 columns")]
    [InlineData("1,2,3,4", "the record has 4 fields where there are 3 columns")]
    [InlineData("1,2,\"3", "field 3: a quote is not closed")]
    [InlineData("1,2,\"3\"x", "field 3: text stands behind a closing quote")]
    [InlineData("1,2\"\",3", "field 2: a quote stands in a field that does not begin with one")]
    public void A_record_that_is_wrong_says_where(string record, string reason) => Assert.Equal(reason, Bad<Three>($"a,b,c\n{record}\n"));

    [Fact]
    public void Every_type_is_read()
    {
        const string Header = "flag,small,big,real,money,day,time,millis,span,id,bytes\n";
        var expected = new Everything(
            true, -5, 1L << 60, 2.5, 12.340m, new DateOnly(2026, 11, 21), new DateTimeOffset(2026, 11, 21, 1, 2, 3, TimeSpan.Zero), DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123),
            new TimeSpan(1, 2, 3), Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), [1, 2, 3]);
        foreach (var time in (string[])["2026-11-21T01:02:03Z", "2026-11-21 01:02:03", "2026-11-21T02:02:03+01:00", "2026-11-21 01:02:03.000"])
        {
            var row = Assert.Single(Rows<Everything>(Header + $"TRUE,-5,1152921504606846976,2.5,12.340,2026-11-21,{time},1700000000123,01:02:03,00112233-4455-6677-8899-aabbccddeeff,AQID\n"));
            Assert.Equal(expected with { Bytes = row.Bytes }, row);
            Assert.Equal(expected.Bytes, row.Bytes);
        }

        Assert.Equal("big: '1.5' is no 64-bit integer", Bad<Everything>(Header + "true,1,1.5,1,1,2026-11-21,2026-11-21,1,0:0:0,00112233-4455-6677-8899-aabbccddeeff,\n"));
    }

    [Fact]
    public void A_header_that_names_a_wanted_column_twice_is_refused() =>
        Assert.Contains("two fields are named 'a' and 'a'", Assert.Throws<StreamFaultException>(() => Rows<Three>("a,b,c,a\n")).Message, StringComparison.Ordinal);

    [Fact]
    public void Nothing_is_allocated_for_rows()
    {
        var rows = RecordBufferOf("12,\"te\"\"xt\",3.5\n", 2000, out var records);
        var schema = RowType.Of<Plain>().Schema;
        var decoder = CsvFormat.Instance.CreateDecoder(schema);
        decoder.TakeHeader("id,text,value"u8);
        var batch = new ColumnBatch(schema);
        var bad = new List<BadRow>();
        for (var round = 0; round < 3; round++)
        {
            batch.Reset();
            decoder.Decode(records, batch, bad);
        }

        batch.Reset();
        var before = GC.GetAllocatedBytesForCurrentThread();
        decoder.Decode(records, batch, bad);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200);
        Assert.Equal((2000, 0), (batch.RowCount, bad.Count));
        GC.KeepAlive(rows);
    }

    /// <summary>Fields without and with quotes, of any text, with any line breaks between records.</summary>
    private static string Records(Random chance)
    {
        var text = new StringBuilder();
        for (var record = chance.Next(1, 6); record > 0; record--)
        {
            for (var field = 0; field < 3; field++)
            {
                var value = string.Concat(Enumerable.Range(0, chance.Next(4)).Select(_ => Pieces[chance.Next(Pieces.Length)]));
                var mustQuote = value.AsSpan().IndexOfAny(",\"\r\n") >= 0;
                text.Append(mustQuote || chance.Next(3) == 0 ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value).Append(field < 2 ? "," : "");
            }

            text.Append(chance.Next(2) == 0 ? "\n" : "\r\n");
            if (chance.Next(6) == 0)
                text.Append('\n');
        }

        return text.ToString();
    }

    private static string Anything(Random chance) => string.Concat(Enumerable.Range(0, chance.Next(30)).Select(_ => Pieces[chance.Next(Pieces.Length)])) + "\n";

    private static List<string[]> Theirs(string text)
    {
        var records = new List<string[]>();
        using var parser = new CsvParser(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null });
        while (parser.Read())
            records.Add(parser.Record!);
        return records;
    }

    private static List<T> Rows<T>(string file, CsvOptions? options = null)
        where T : class
    {
        var read = Read<T>(file, options);
        Assert.All(read, one => Assert.Null(one.Bad));
        return [.. read.Select(one => one.Row!)];
    }

    private static string Bad<T>(string file)
        where T : class => Assert.Single(Read<T>(file)).Bad!;

    /// <summary>As a reader of files does: framing, header, decoder, one record at a time.</summary>
    private static unsafe List<Outcome<T>> Read<T>(string file, CsvOptions? options = null)
        where T : class
    {
        var format = new CsvFormat { Options = options ?? new CsvOptions() };
        var schema = RowType.Of<T>().Schema;
        var decoder = format.CreateDecoder(schema);
        var bytes = Encoding.UTF8.GetBytes(file);
        var header = format.Framing.FindEnd(bytes);
        decoder.TakeHeader(RecordFraming.WithoutBreak(bytes.AsSpan(0, header)));
        var outcomes = new List<Outcome<T>>();
        fixed (byte* start = bytes)
        {
            for (var at = header; at < bytes.Length;)
            {
                var length = format.Framing.FindEnd(bytes.AsSpan(at)) is >= 0 and var end ? end : bytes.Length - at;
                var value = RecordFraming.WithoutBreak(bytes.AsSpan(at, length));
                if (value.Length > 0 || !decoder.SkipsEmptyLines)
                {
                    var batch = new ColumnBatch(schema);
                    var bad = new List<BadRow>();
                    decoder.Decode([new RawRecord(start + at, value.Length, null, -1, at, 0)], batch, bad);
                    outcomes.Add(bad.Count == 0
                        ? new Outcome<T>(RowReader.For<T>().Read(batch, 0), null)
                        : new Outcome<T>(null, bad[0].Column is { } column ? $"{column}: {bad[0].Reason}" : bad[0].Reason));
                }

                at += length;
            }
        }

        return outcomes;
    }

    private static unsafe byte[] RecordBufferOf(string record, int count, out RawRecord[] records)
    {
        var line = Encoding.UTF8.GetBytes(record);
        var pinned = GC.AllocateUninitializedArray<byte>(line.Length, pinned: true);
        line.CopyTo(pinned, 0);
        var start = (byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref pinned[0]);
        records = [.. Enumerable.Range(0, count).Select(i => new RawRecord(start, line.Length - 1, null, -1, i, 0))];
        return pinned;
    }

    private sealed record Outcome<T>(T? Row, string? Bad);

    private sealed record Three(string A, string B, string C);

    private sealed record Maybe(string? Text, int? Number);

    private sealed record Counted(int Number);

    private sealed record Plain(int Id, string Text, double Value);

    private sealed record Defaults(string Name)
    {
        public int Limit { get; init; } = 7;

        public string? Note { get; init; }
    }

    private sealed record Everything(
        bool Flag, int Small, long Big, double Real, decimal Money, DateOnly Day, DateTimeOffset Time, [EpochMilliseconds] DateTimeOffset Millis, TimeSpan Span, Guid Id, byte[] Bytes);
}
