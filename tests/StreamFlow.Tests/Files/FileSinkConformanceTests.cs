using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using StreamFlow.Connectors;
using StreamFlow.Files;
using StreamFlow.Testing.Conformance;

namespace StreamFlow.Tests.Files;

/// <summary>The kit, on files of an epoch each: what is committed is visible at once.</summary>
public sealed class FileSinkConformanceTests : SinkConformance, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Json_lines_hold(string check) => RunAsync(check);

    public void Dispose() => _folder.Dispose();

    protected override SinkSpec<ConformanceRow> CreateSink(string name) =>
        new FileSink<ConformanceRow>(_folder[name]) { RollAge = TimeSpan.Zero, PartitionBy = row => new { row.Flag, Odd = row.Large % 2 } };

    protected override Task<IReadOnlyList<ConformanceRow>> ReadAsync(SinkSpec<ConformanceRow> sink)
    {
        var rows = VisibleFiles.Below(((FileSink<ConformanceRow>)sink).Directory, ".jsonl").SelectMany(path =>
            File.ReadLines(path).Select(line => ConformanceRow.FromJson(line) with { Flag = bool.Parse(VisibleFiles.FolderOf(path, "flag")) }));
        return Task.FromResult<IReadOnlyList<ConformanceRow>>([.. rows]);
    }
}

/// <summary>The kit on CSV, read by CsvHelper.</summary>
public sealed class CsvSinkConformanceTests : SinkConformance, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected override IReadOnlyCollection<string> ColumnsNotHeld => ["Part", "Numbers"];

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Csv_holds(string check) => RunAsync(check);

    public void Dispose() => _folder.Dispose();

    protected override SinkSpec<ConformanceRow> CreateSink(string name) => new FileSink<ConformanceRow>(_folder[name]) { RollAge = TimeSpan.Zero, Format = FileFormat.Csv };

    protected override Task<IReadOnlyList<ConformanceRow>> ReadAsync(SinkSpec<ConformanceRow> sink) =>
        Task.FromResult<IReadOnlyList<ConformanceRow>>([.. VisibleFiles.Below(((FileSink<ConformanceRow>)sink).Directory, ".csv").SelectMany(Read)]);

    private static List<ConformanceRow> Read(string path)
    {
        using var csv = new CsvReader(new StreamReader(path), new CsvConfiguration(CultureInfo.InvariantCulture) { BufferSize = 1 << 18 });
        var rows = new List<ConformanceRow>();
        _ = csv.Read() && csv.ReadHeader();
        while (csv.Read())
        {
            rows.Add(new ConformanceRow
            {
                Id = csv.GetField<long>("id"),
                Epoch = csv.GetField<long>("epoch"),
                Writer = csv.GetField<long>("writer"),
                Flag = csv.GetField<bool>("flag"),
                Small = csv.GetField<short>("small"),
                Whole = csv.GetField<int>("whole"),
                Large = csv.GetField<long>("large"),
                Share = csv.GetField<float>("share"),
                Ratio = csv.GetField<double>("ratio"),
                Price = csv.GetField<decimal>("price"),
                Text = csv.GetField("text")!,
                At = csv.GetField<DateTimeOffset>("at"),
                Day = csv.GetField<DateOnly>("day"),
                Took = csv.GetField<TimeSpan>("took"),
                Key = csv.GetField<Guid>("key"),
                Bytes = Convert.FromBase64String(csv.GetField("bytes")!),
                MaybeFlag = csv.GetField<bool?>("maybeFlag"),
                MaybeWhole = csv.GetField<int?>("maybeWhole"),
                MaybeRatio = csv.GetField<double?>("maybeRatio"),
                MaybePrice = csv.GetField<decimal?>("maybePrice"),
                MaybeText = Nullable(csv, "maybeText"),
                MaybeAt = csv.GetField<DateTimeOffset?>("maybeAt"),
                MaybeDay = csv.GetField<DateOnly?>("maybeDay"),
                MaybeTook = csv.GetField<TimeSpan?>("maybeTook"),
                MaybeKey = csv.GetField<Guid?>("maybeKey"),
                MaybeBytes = Nullable(csv, "maybeBytes") is { } bytes ? Convert.FromBase64String(bytes) : null,
            });
        }

        return rows;
    }

    /// <summary>CsvHelper gives no difference between nothing and an empty text in quotes, but the raw record has one.</summary>
    private static string? Nullable(CsvReader csv, string name)
    {
        var text = csv.GetField(name)!;
        return text.Length > 0 || RawFields(csv.Parser.RawRecord)[Array.IndexOf(csv.HeaderRecord!, name)] == "\"\"" ? text : null;
    }

    private static List<string> RawFields(string record)
    {
        var fields = new List<string> { "" };
        var quoted = false;
        foreach (var c in record.TrimEnd('\n'))
        {
            quoted ^= c == '"';
            if (c == ',' && !quoted)
                fields.Add("");
            else
                fields[^1] += c;
        }

        return fields;
    }
}
