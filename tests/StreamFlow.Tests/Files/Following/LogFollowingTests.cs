using System.Text;
using StreamFlow.Files;
using StreamFlow.Formats.Text;

namespace StreamFlow.Tests.Files.Following;

public sealed class LogFollowingTests : IDisposable
{
    private readonly LogScene _log = new();
    private readonly ReadSource<Line> _source;

    public LogFollowingTests() => _source = new ReadSource<Line>(Spec());

    [Fact]
    public void A_line_counts_once_its_line_break_is_there()
    {
        _log.Write("one\ntw");
        AssertNew("one");
        _log.Write("o");
        AssertNew();
        _log.Write("\nthree\n");
        AssertNew("two", "three");
    }

    [Fact]
    public void A_log_that_is_not_there_yet_is_waited_for()
    {
        AssertNew();
        _log.Write("");
        AssertNew();
        _log.Write("one\n");
        AssertNew("one");
    }

    [Fact]
    public void Line_breaks_may_be_CR_LF_and_empty_lines_are_lines_of_text()
    {
        _log.Write("one\r\n\r\n\nfour\r\n");
        AssertNew("one", "", "", "four");
    }

    [Fact]
    public void A_byte_order_mark_is_not_part_of_the_first_line()
    {
        _log.Write([0xEF, 0xBB, 0xBF, .. "one\ntwo\n"u8]);
        AssertNew("one", "two");
    }

    [Fact]
    public void A_renamed_log_is_read_to_its_end_and_then_its_successor()
    {
        _log.Write("one\n");
        AssertNew("one");
        _log.Write("two\n");
        _log.Rename();
        AssertNew("two");
        _log.Write("three\n");
        AssertNew("three");
    }

    [Fact]
    public void Whoever_still_writes_to_the_renamed_file_is_heard_until_the_new_one_has_a_line()
    {
        _log.Write("one\n");
        AssertNew("one");
        _log.Rename();
        File.WriteAllText(_log.Path, "");
        File.AppendAllText(_log.Rotated(1), "two\n");
        AssertNew("two");
        _log.Write("three\n");
        AssertNew("three");
    }

    [Fact]
    public void The_last_line_of_a_renamed_file_needs_no_line_break()
    {
        _log.Write("one\ntwo");
        AssertNew("one");
        _log.Rename();
        AssertNew();
        _log.Write("three\n");
        AssertNew("two", "three");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_log_that_was_renamed_while_the_job_was_down_is_found_again(bool withDate)
    {
        _log.Write("one\ntwo\n");
        AssertNew("one", "two");
        _source.Restart();
        _log.Write("three\n");
        _log.Rename();
        if (withDate)
            File.Move(_log.Rotated(1), _log.Path + "-20261121");
        _log.Write("four\n");
        AssertNew("three", "four");
    }

    [Fact]
    public void Files_that_came_and_went_while_the_job_was_down_are_read_in_their_order()
    {
        _log.Write("old\n");
        _log.Rename();
        _log.Write("one\n");
        AssertNew("one");
        _source.Restart();
        _log.Write("two\n");
        _log.Rename();
        _log.Write("three\nthr");
        _log.Rename();
        _log.Write("four\n");
        _log.Rename();
        _log.Write("five\n");
        AssertNew("two", "three", "thr", "four", "five");
    }

    [Fact]
    public void A_log_that_was_copied_and_truncated_begins_anew()
    {
        _log.Write("one\n");
        AssertNew("one");
        _log.Write("two\n");
        _log.CopyAndTruncate();
        AssertNew();
        _log.Write("three\n");
        AssertNew("two", "three");
    }

    [Fact]
    public void A_truncated_log_that_has_grown_beyond_its_old_length_is_known_by_its_first_bytes()
    {
        _log.Write("one\n");
        AssertNew("one");
        _log.CopyAndTruncate();
        _log.Write("two, and so much that it is longer than before\nthree\n");
        AssertNew("two, and so much that it is longer than before", "three");
    }

    [Fact]
    public void A_log_that_was_truncated_twice_while_the_job_was_down_is_read_from_its_copies()
    {
        _log.Write("one\n");
        AssertNew("one");
        _source.Restart();
        _log.Write("two\n");
        _log.CopyAndTruncate();
        _log.Write("three\n");
        _log.CopyAndTruncate();
        _log.Write("four\n");
        AssertNew("two", "three", "four");
    }

    [Fact]
    public void A_log_that_was_emptied_without_a_copy_goes_on_with_what_it_holds_now()
    {
        _log.Write("one\ntwo\n");
        AssertNew("one", "two");
        _source.Restart();
        _log.Truncate();
        _log.Write("3\n");
        AssertNew("3");
    }

    [Fact]
    public void Rotated_files_may_be_packed_while_the_job_is_down()
    {
        _log.Write("one\n");
        AssertNew("one");
        _source.Restart();
        _log.Write("two\n");
        _log.Rename();
        _log.Pack(1);
        _log.Write("three\n");
        _log.Rename();
        _log.Pack(1);
        _log.Write("four\n");
        AssertNew("two", "three", "four");
    }

    [Fact]
    public void Files_beside_the_log_that_are_no_rotation_of_it_are_left_alone()
    {
        _log.Write("one\n");
        AssertNew("one");
        _log.Rename();
        foreach (var other in (string[])["app.log.idx", "app.log.swp", "app.log.lock", "other.log", "app.log2"])
            File.WriteAllText(Path.Combine(_log.Directory, other), "not a line of the log\n");
        _log.Write("two\n");
        AssertNew("two");
    }

    [Fact]
    public void A_deleted_file_that_was_read_to_its_end_is_not_missed_while_the_job_runs()
    {
        _log.Write("one\n");
        AssertNew("one");
        _log.Write("two\n");
        File.Delete(_log.Path);
        _log.Write("three\n");
        AssertNew("two", "three");
    }

    [Fact]
    public void A_file_that_is_gone_before_it_was_read_stops_the_job_with_what_is_missing()
    {
        _log.Write("one\ntwo\n");
        AssertNew("one", "two");
        _source.Restart();
        File.Delete(_log.Path);
        _log.Write("a new file, with another identity or not\n");
        File.WriteAllText(Path.Combine(_log.Directory, "keeps-the-inode-busy"), "");

        var fault = Record.Exception(() => _source.ReadNew());
        if (fault is null)
            return; // the file system gave the new file the inode of the old one: then it was emptied

        var message = fault.Message + fault.InnerException?.Message;
        Assert.Contains("'app.log'", message, StringComparison.Ordinal);
        Assert.Contains("offset 8 (byte 8)", message, StringComparison.Ordinal);
        Assert.Contains("FileLossPolicy.Skip", message, StringComparison.Ordinal);
    }

    [Fact]
    public void By_the_other_policy_the_job_goes_on_behind_a_file_that_is_gone()
    {
        using var source = new ReadSource<Line>(Spec(FileLossPolicy.Skip));
        _log.Write("one\n");
        Assert.Equal([new Line("one")], source.ReadNew());
        source.Restart();
        _log.Rename();
        _log.Write("two\n");
        File.Delete(_log.Rotated(1));
        Assert.Equal([new Line("two")], source.ReadNew());
    }

    [Fact]
    public void Content_that_disappears_between_its_being_found_and_read_follows_the_policy()
    {
        _log.Write("one\ntwo\n");
        var end = _source.End();
        _log.Truncate();
        var fault = Assert.Throws<StreamFaultException>(() => _source.Read(0, 0, end));
        Assert.Contains("bytes 0 to 8 of the file that was 'app.log'", fault.Message, StringComparison.Ordinal);

        using var skipping = new ReadSource<Line>(Spec(FileLossPolicy.Skip));
        _log.Write("three\nfour\n");
        end = skipping.End();
        _log.Truncate();
        _log.Write("5\n");
        Assert.Empty(skipping.Read(0, 0, end));
        Assert.Equal(end, skipping.LostOffsets);
        Assert.Equal([new Line("5")], skipping.ReadNew());
    }

    [Fact]
    public void What_was_copied_away_between_its_being_found_and_read_is_read_from_the_copy()
    {
        _log.Write("one\ntwo\n");
        var end = _source.End();
        _log.CopyAndTruncate();
        _log.Write("this is longer than what was there before\n");
        Assert.Equal(["one", "two"], _source.Read(0, 0, end).Select(one => one.Row.Text));
        AssertNew("this is longer than what was there before");
    }

    [Fact]
    public void At_the_end_means_what_comes_from_now_on()
    {
        using var source = new ReadSource<Line>(Spec()) { StartFrom = "latest" };
        _log.Write("before\nhal");
        Assert.Empty(source.ReadNew());
        _log.Write("f\nafter\n");
        Assert.Equal(["half", "after"], source.ReadNew().Select(line => line.Text));
    }

    [Fact]
    public void A_range_may_end_anywhere_and_any_two_ranges_that_touch_give_each_line_once()
    {
        _log.Write("a\n\nccc\r\nd");
        _source.ReadNew();
        _log.Rename();
        _log.Write("eeeee\nf\n");
        var whole = _source.Read(0, 0, _source.End());
        Assert.Equal(["a", "", "ccc", "d", "eeeee", "f"], whole.Select(one => one.Row.Text));
        var end = _source.End();
        for (var cut = 0L; cut <= end; cut++)
        {
            for (var second = cut; second <= end; second++)
            {
                _source.Restart();
                List<(Line, long, DateTimeOffset)> parts = [.. _source.Read(0, 0, cut)];
                if (second % 2 == 0)
                    _source.Restart();
                parts.AddRange(_source.Read(0, cut, second));
                parts.AddRange(_source.Read(0, second, end));
                Assert.Equal(whole, parts);
            }
        }
    }

    [Fact]
    public void A_line_longer_than_the_limit_is_a_bad_record_and_the_next_one_is_read()
    {
        var length = 300_000;
        _log.Write("one\n" + new string('x', length) + "\nthree\n" + new string('y', 1024) + "\n");
        using var source = new ReadSource<Line>(new LogFileSource<Line>(_log.Path) { Format = TextFormat.Instance, RecordBytesMax = 1024 });
        Assert.Equal(["one", "three", new string('y', 1024)], source.ReadNew().Select(line => line.Text));
        var bad = Assert.Single(source.Bad);
        Assert.Equal(4, bad.Offset);
        Assert.Contains("longer than 1024 bytes", bad.Reason, StringComparison.Ordinal);
        Assert.Contains("app.log, byte 4", bad.Reason, StringComparison.Ordinal);
        Assert.Equal(new string('x', 1024), Encoding.UTF8.GetString(bad.Value!));
    }

    [Fact]
    public void Timestamps_are_when_bytes_were_found_and_the_same_in_a_replay()
    {
        _log.Write("one\n");
        var first = _source.ReadNewWithOrigin();
        _source.Time.Advance(TimeSpan.FromMinutes(3));
        _log.Write("two\n");
        var second = _source.ReadNewWithOrigin();
        _source.Time.Advance(TimeSpan.FromMinutes(8));
        _log.Write("three\n");
        var third = _source.ReadNewWithOrigin();

        Assert.Equal(first[0].Timestamp, second[0].Timestamp);
        Assert.Equal(first[0].Timestamp + TimeSpan.FromMinutes(11), third[0].Timestamp);
        _source.Time.Advance(TimeSpan.FromDays(3));
        _source.Restart();
        Assert.Equal([.. first, .. second, .. third], _source.Read(0, 0, _source.End()));
    }

    [Fact]
    public void A_bad_record_says_where_in_which_file_it_stands()
    {
        _log.Write("one\n");
        _source.ReadNew();
        _log.Rename();
        _log.Write([.. "two\n"u8, 0xFF, (byte)'\n']);
        AssertNew("two");
        var bad = Assert.Single(_source.Bad);
        Assert.Equal(8, bad.Offset);
        Assert.EndsWith("(app.log, byte 4)", bad.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_that_does_not_explain_where_the_job_stands_stops_it()
    {
        _log.Write("one\n");
        AssertNew("one");
        using var other = new ReadSource<Line>(Spec());
        other.Positions[0] = 4;
        var fault = Record.Exception(() => other.ReadNew());
        Assert.Contains("knows of offsets up to 0 only", fault!.Message + fault.InnerException?.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _source.Dispose();
        _log.Dispose();
    }

    private LogFileSource<Line> Spec(FileLossPolicy onLoss = FileLossPolicy.Fail) => new(_log.Path) { Format = TextFormat.Instance, OnDataLoss = onLoss };

    private void AssertNew(params string[] lines) => Assert.Equal(lines, _source.ReadNew().Select(line => line.Text));
}
