using System.Text;

namespace StreamFlow.Testing.Conformance.EpochStores;

/// <summary>The operations on files, one by one.</summary>
internal static class FileChecks
{
    public static void What_was_appended_can_be_read(EpochStoreBench bench)
    {
        using (var file = bench.Create("a"))
        {
            file.Append("one"u8);
            file.Append("two"u8);
            file.Flush();
            CheckFailure.Require(file.Length == 6, $"after 6 bytes the file's length is {file.Length}");
        }

        using (var again = bench.Storage.OpenAppend("a"))
        {
            CheckFailure.Require(again.Length == 6, $"opened again the file's length is {again.Length}, not 6");
            again.Append("three"u8);
            again.Flush();
        }

        bench.RequireText("a", "onetwothree", "after three appends");
        bench.Reopen();
        bench.RequireText("a", "onetwothree", "opened by another");
    }

    public static void A_read_past_the_end_gives_fewer_bytes(EpochStoreBench bench)
    {
        bench.Write("a", "12345");
        foreach (var (offset, expected) in ((long, int)[])[(0, 5), (3, 2), (5, 0), (9, 0)])
        {
            var bytes = new byte[10];
            var read = bench.Storage.Read("a", offset, bytes);
            CheckFailure.Require(
                read == expected && Encoding.UTF8.GetString(bytes, 0, read) == "12345"[(int)Math.Min(offset, 5)..], $"of 5 bytes, 10 from {offset} on gives {read} bytes; it must give the last {expected}");
        }
    }

    public static void A_name_is_created_once(EpochStoreBench bench)
    {
        bench.Write("a", "first");
        using (var again = bench.Storage.TryCreate("a"))
            CheckFailure.Require(again is null, "TryCreate of a name that is taken gives a file");
        bench.RequireText("a", "first", "after a second TryCreate");
    }

    public static void Of_many_who_create_a_name_one_gets_it(EpochStoreBench bench)
    {
        var got = 0;
        Parallel.For(0, 16, _ =>
        {
            using var file = bench.Storage.TryCreate("contended");
            if (file is not null)
                Interlocked.Increment(ref got);
        });
        CheckFailure.Require(got == 1, $"16 created one name at once and {got} got it: two starts would have one generation");
    }

    public static void A_published_file_is_never_replaced(EpochStoreBench bench)
    {
        CheckFailure.Require(bench.Storage.TryPublish("a", "first"u8), "TryPublish of a new name gives false");
        CheckFailure.Require(!bench.Storage.TryPublish("a", "second"u8), "TryPublish of a name that is taken gives true");
        bench.RequireText("a", "first", "after a second TryPublish");
        bench.RequireNames("after a second TryPublish", "a");
    }

    public static void A_cut_file_goes_on_where_it_was_cut(EpochStoreBench bench)
    {
        bench.Write("a", "12345");
        bench.Storage.Truncate("a", 2);
        bench.RequireText("a", "12", "cut to 2 bytes");
        using (var file = bench.Storage.OpenAppend("a"))
            file.Append("x"u8);
        bench.RequireText("a", "12x", "appended to after the cut");
    }

    public static void Names_are_listed_in_order_and_deleted_ones_are_gone(EpochStoreBench bench)
    {
        foreach (var name in (string[])["b", "c", "B", "a"])
            bench.Write(name, name);
        bench.Storage.Delete("b");
        bench.Storage.Delete("never-there");
        bench.RequireNames("after b was deleted", "B", "a", "c");
        CheckFailure.Require(bench.Storage.LengthOf("b") == -1, $"a file that is not there has the length {bench.Storage.LengthOf("b")}, not -1");
    }

    public static void A_missing_file_is_an_external_fault_that_names_it(EpochStoreBench bench)
    {
        foreach (var (call, action) in ((string, Action)[])[
            ("ReadAll", () => bench.Storage.ReadAll("gone")), ("Read", () => bench.Storage.Read("gone", 0, new byte[1])), ("OpenAppend", () => bench.Storage.OpenAppend("gone").Dispose())])
        {
            var fault = EpochStoreBench.RequireFault(FaultOrigin.External, $"{call} of a missing file", action);
            CheckFailure.Require(fault.Message.Contains("gone", StringComparison.Ordinal), $"the fault of {call} does not name the missing file: {fault.Message}");
        }
    }

    public static void A_directory_is_held_once_and_free_again_afterwards(EpochStoreBench bench)
    {
        using (bench.Storage.Hold())
        {
            EpochStoreBench.RequireFault(FaultOrigin.User, "a second Hold", () => bench.Storage.Hold().Dispose());
            bench.RequireNames("while it is held");
        }

        bench.Storage.Hold().Dispose();
    }
}
