using StreamFlow.Files;
using StreamFlow.Formats.Csv;
using StreamFlow.Formats.Text;

namespace StreamFlow.Tests.Files.Directories;

public sealed class DirectorySourceTests : IDisposable
{
    private readonly DirectoryScene _directory = new();

    [Fact]
    public void Files_are_read_once_by_their_time_and_new_ones_are_found()
    {
        using var source = new ReadSource<Line>(Spec());
        _directory.Put("b.txt", "one\ntwo\n");
        _directory.Put("a.txt", "three\nfour");
        AssertNew(source, "one", "two", "three", "four");
        AssertNew(source);
        _directory.Put("deep/er/c.txt", "five\n");
        AssertNew(source, "five");
        source.Restart();
        _directory.Put("0.txt", "six\n");
        AssertNew(source, "six");
    }

    [Fact]
    public void Hidden_names_other_patterns_and_empty_files_are_passed_over()
    {
        using var source = new ReadSource<Line>(new DirectorySource<Line>(_directory.Path) { Format = TextFormat.Instance, Pattern = "*.txt" });
        foreach (var name in (string[])["_a.txt", ".b.txt", "_folder/c.txt", ".folder/d.txt", "e.csv"])
            _directory.Put(name, "hidden\n");
        _directory.Put("empty.txt", "");
        _directory.Put("f.txt", "one\n");
        _directory.Put("g.txt.gz", "two\n");
        AssertNew(source, "one", "two");
        _directory.Put("empty.txt", "not any more\n");
        AssertNew(source, "not any more");
    }

    [Fact]
    public void A_directory_that_is_not_there_yet_is_waited_for()
    {
        using var source = new ReadSource<Line>(new DirectorySource<Line>(_directory.PathOf("later")) { Format = TextFormat.Instance });
        AssertNew(source);
        _directory.Put("later/a.txt", "one\n");
        AssertNew(source, "one");
    }

    [Fact]
    public void Several_partitions_share_the_files_and_a_restart_sees_the_same_even_with_more_of_them()
    {
        using var source = new ReadSource<Line>(Spec(partitions: 3));
        for (var file = 0; file < 10; file++)
            _directory.Put($"{file}.txt", $"{file} first\n{file} last\n");
        var rows = source.ReadNew();
        Assert.Equal(Enumerable.Range(0, 10).SelectMany(file => new[] { $"{file} first", $"{file} last" }).Order(), rows.Select(row => row.Text).Order());
        var before = Enumerable.Range(0, 3).Select(partition => source.Read(partition, 0, source.End(partition))).ToList();
        Assert.All(before, Assert.NotEmpty);

        var changed = new ReadSource<Line>(Spec(partitions: 5)) { Positions = { [0] = 0 } };
        foreach (var entry in source.Journal.Entries)
            changed.Journal.Append(entry.Span);
        for (var partition = 0; partition < 3; partition++)
            Assert.Equal(before[partition], changed.Read(partition, 0, changed.End(partition)));
        Assert.Equal(0, changed.End(4));
        changed.Dispose();
    }

    [Fact]
    public void Any_cut_gives_each_record_once_whatever_the_framing()
    {
        _directory.Put("a.csv", "text\none\n\"two\n2\"\n\n\"\"\"three\"\"\"\r\n");
        _directory.Put("b.csv.gz", "other,text\nx,four\ny,\"five\n\n5\"");
        using var source = new ReadSource<Line>(new DirectorySource<Line>(_directory.Path) { Format = CsvFormat.Instance });
        var end = source.End();
        var whole = source.Read(0, 0, end);
        Assert.Equal(["one", "two\n2", "", "\"three\"", "four", "five\n\n5"], whole.Select(one => one.Row.Text));
        for (var cut = 0L; cut <= end; cut++)
        {
            if (cut % 3 == 0)
                source.Restart();
            Assert.Equal(whole, [.. source.Read(0, 0, cut), .. source.Read(0, cut, end)]);
            source.Restart();
            Assert.Equal(whole.Where(one => one.Offset >= cut), source.Read(0, cut, end));
        }
    }

    [Fact]
    public void Folders_and_the_file_are_headers_and_the_files_time_is_the_timestamp()
    {
        using var source = new ReadSource<Sale>(new DirectorySource<Sale>(_directory.Path));
        var first = _directory.Put("year=2026/country=New%20Zealand/a.jsonl", "{\"amount\":1}\n\n{\"amount\":2}\n");
        var second = _directory.Put("year=__HIVE_DEFAULT_PARTITION__/b.jsonl", "{\"amount\":3}\n");
        Assert.Equal(
            [
                new Sale(1, "2026", "New Zealand", "year=2026/country=New%20Zealand/a.jsonl", first),
                new Sale(2, "2026", "New Zealand", "year=2026/country=New%20Zealand/a.jsonl", first),
                new Sale(3, null, null, "year=__HIVE_DEFAULT_PARTITION__/b.jsonl", second),
            ],
            source.ReadNew());
    }

    [Fact]
    public void Without_a_header_the_columns_are_the_row_types_in_their_order()
    {
        _directory.Put("a.csv", "1;one\n2;\"two;2\"\n");
        using var source = new ReadSource<Numbered>(new DirectorySource<Numbered>(_directory.Path) { Format = new CsvFormat { Options = new CsvOptions { Header = false, Separator = ';' } } });
        Assert.Equal([new Numbered(1, "one"), new Numbered(2, "two;2")], source.ReadNew());
    }

    [Theory]
    [InlineData("deleted", "it is gone")]
    [InlineData("longer", "it had 8 bytes when it was found and has 12 now")]
    [InlineData("other", "it has other content than when it was found")]
    public void A_file_that_changed_before_it_was_read_stops_the_job_or_is_skipped(string change, string wrong)
    {
        foreach (var policy in Enum.GetValues<FileLossPolicy>())
        {
            _directory.Put("a.txt", "one\ntwo\n");
            _directory.Put("b.txt", "three\n");
            using var source = new ReadSource<Line>(new DirectorySource<Line>(_directory.Path) { Format = TextFormat.Instance, OnDataLoss = policy });
            var end = source.End();
            if (change == "deleted")
                File.Delete(_directory.PathOf("a.txt"));
            else
                File.WriteAllText(_directory.PathOf("a.txt"), change == "longer" ? "one\ntwo\n2.5\n" : "one\n2.5\n");
            if (policy == FileLossPolicy.Skip)
            {
                Assert.Equal(["three"], source.Read(0, 0, end).Select(one => one.Row.Text));
                Assert.Equal(8, source.LostOffsets);
                continue;
            }

            var fault = Assert.Throws<StreamFaultException>(() => source.Read(0, 0, end));
            Assert.Contains("'a.txt' cannot be read from byte 0 to 8", fault.Message, StringComparison.Ordinal);
            Assert.Contains(wrong, fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_packed_file_that_is_not_whole_is_named()
    {
        _directory.Put("a.txt.gz", new byte[100_000]);
        var whole = File.ReadAllBytes(_directory.PathOf("a.txt.gz"));
        whole[5..15].CopyTo(whole, 12);
        File.WriteAllBytes(_directory.PathOf("a.txt.gz"), whole);
        using var source = new ReadSource<Line>(Spec());
        Assert.Contains("a.txt.gz' is not a whole .gz file", Assert.Throws<StreamFaultException>(() => source.End()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void From_the_end_only_files_that_come_later_are_read()
    {
        using var source = new ReadSource<Line>(Spec()) { StartFrom = "latest" };
        _directory.Put("a.txt", "old\n");
        AssertNew(source);
        _directory.Put("b.txt", "new\n");
        AssertNew(source, "new");
    }

    [Fact]
    public void A_young_file_waits_where_the_source_says_so()
    {
        using var source = new ReadSource<Line>(new DirectorySource<Line>(_directory.Path) { Format = TextFormat.Instance, MinAge = TimeSpan.FromMinutes(1) });
        _directory.Put("a.txt", "one\n");
        source.Time.Advance(TimeSpan.FromSeconds(59));
        AssertNew(source);
        source.Time.Advance(TimeSpan.FromSeconds(1));
        AssertNew(source, "one");
    }

    public void Dispose() => _directory.Dispose();

    private DirectorySource<Line> Spec(int partitions = 1) => new(_directory.Path) { Format = TextFormat.Instance, Partitions = partitions };

    private static void AssertNew(ReadSource<Line> source, params string[] lines) => Assert.Equal(lines, source.ReadNew().Select(line => line.Text));

    private sealed record Sale(int Amount, [RecordHeader("year")] string? Year, [RecordHeader("country")] string? Country, [RecordHeader("file")] string File, [RecordTimestamp] DateTimeOffset At);

    private sealed record Numbered(int Id, string Text);
}
