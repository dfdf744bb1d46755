using System.Buffers.Binary;
using System.Text;
using StreamFlow.Checkpoints.Bytes;
using StreamFlow.Checkpoints.Journals;
using StreamFlow.Checkpoints.Storage;
using StreamFlow.Tests.Golden;

namespace StreamFlow.Tests.Checkpoints;

public sealed class EntryJournalTests
{
    private const string Source = "/var/log/app.log";

    [Fact]
    public void Entries_are_there_again_at_the_next_start_and_in_their_order()
    {
        var storage = new MemoryCheckpointStorage();
        Note(storage, generation: 1, "a", "b");
        storage.Crash();
        Note(storage, generation: 2, "c");
        storage.Crash();

        Assert.Equal(["a", "b", "c"], EntriesAt(storage, generation: 5));
    }

    [Fact]
    public void A_source_without_entries_writes_nothing()
    {
        var storage = new MemoryCheckpointStorage();
        using (EntryJournal.Open(storage, Source, new Generation(1)))
            Assert.Empty(storage.List());
    }

    [Fact]
    public void Each_source_of_a_job_has_its_own()
    {
        var storage = new MemoryCheckpointStorage();
        Note(storage, 1, "mine");
        using (var other = EntryJournal.Open(storage, "other", new Generation(1)))
            other.Append("theirs"u8);

        Assert.Equal(["mine"], EntriesAt(storage, 2));
        Assert.Equal(["theirs"], EntriesAt(storage, 2, "other"));
    }

    [Fact]
    public void What_an_instance_appends_after_its_successor_started_is_never_read()
    {
        var storage = new MemoryCheckpointStorage();
        using var zombie = EntryJournal.Open(storage, Source, new Generation(1));
        zombie.Append("a"u8);
        using var successor = EntryJournal.Open(storage, Source, new Generation(2));
        Record.Exception(() => zombie.Append("zombie"u8));
        successor.Append("b"u8);

        Assert.Equal(["a", "b"], EntriesAt(storage, 3));
    }

    [Fact]
    public void An_instance_that_opens_late_sees_that_it_was_fenced()
    {
        var storage = new MemoryCheckpointStorage();
        Note(storage, 2, "a");

        Assert.Contains("fenced by generation 2", Assert.Throws<StreamFaultException>(() => EntryJournal.Open(storage, Source, new Generation(1))).Message, StringComparison.Ordinal);
    }

    /// <summary>Ten entries in starts of three; whichever operation dies, whatever of it is left: what was appended is there, in order, and at most the one in work besides.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_crash_at_any_operation_loses_no_entry_that_was_appended(bool torn)
    {
        for (var operation = 1; operation < 60; operation++)
        {
            var storage = new MemoryCheckpointStorage();
            storage.FailAt(new StorageFaultPlan(operation, torn, AndAllAfter: true));
            var appended = new List<string>();
            var chance = new Random(operation);
            for (var start = 1; start < 40 && appended.Count < 10; start++)
            {
                try
                {
                    using var journal = EntryJournal.Open(storage, Source, new Generation(start));
                    var found = journal.Entries.Select(entry => Encoding.UTF8.GetString(entry.Span)).ToList();
                    Assert.Equal(appended, found.Take(appended.Count));
                    Assert.InRange(found.Count, appended.Count, appended.Count + 1);
                    appended = found;
                    for (var more = 0; more < 3 && appended.Count < 10; more++)
                    {
                        var entry = $"entry {appended.Count} of start {start}";
                        journal.Append(Encoding.UTF8.GetBytes(entry));
                        appended.Add(entry);
                    }
                }
                catch (StreamFaultException fault) when (fault.Message.Contains("injected", StringComparison.Ordinal))
                {
                    storage.Crash(operation % 2 == 0 ? chance : null);
                }
            }

            storage.FailAt(null);
            Assert.Equal(appended, EntriesAt(storage, 100));
            Assert.Equal(10, appended.Count);
        }
    }

    [Fact]
    public void A_flipped_bit_is_found_or_changes_nothing_but_a_last_entry_that_looks_torn()
    {
        var storage = new MemoryCheckpointStorage();
        Note(storage, 1, "one", "two", "three");
        var file = Assert.Single(storage.List());
        var whole = storage.ReadAll(file);
        for (var bit = 0; bit < whole.Length * 8; bit++)
        {
            var damaged = whole.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            storage.Put(file, damaged);
            try
            {
                var entries = EntriesAt(storage, 2);
                Assert.Equal(["one", "two"], entries);
                Assert.True(bit / 8 >= whole.Length - "three".Length - 20, $"bit {bit} is not the last entry's");
                storage.Delete(storage.List().Single(name => name != file));
            }
            catch (StreamFaultException fault)
            {
                Assert.Contains("damaged", fault.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_journal_cut_at_any_length_gives_the_entries_before_the_cut_or_a_fault()
    {
        var storage = new MemoryCheckpointStorage();
        Note(storage, 1, "one", "two", "three");
        var file = Assert.Single(storage.List());
        var whole = storage.ReadAll(file);
        for (var length = 0; length < whole.Length; length++)
        {
            storage.Put(file, whole[..length]);
            try
            {
                var entries = EntriesAt(storage, 2);
                Assert.Equal(Enumerable.Range(0, entries.Count).Select(i => i == 0 ? "one" : "two"), entries);
                storage.Delete(storage.List().Single(name => name != file));
            }
            catch (StreamFaultException fault)
            {
                Assert.Contains("damaged", fault.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void The_stored_format_stays_as_it_is()
    {
        var storage = new MemoryCheckpointStorage();
        using (var journal = EntryJournal.Open(storage, "iot", new Generation(1)))
            journal.Append("a"u8);

        var file = Assert.Single(storage.List());
        Assert.Equal("journal-ff3d7d9e4c824480-00000001.entries", file);
        GoldenFile.RequireSame("journal.1", storage.ReadAll(file));
    }

    [Fact]
    public void A_journal_of_another_version_is_refused_by_name()
    {
        var bytes = GoldenFile.Read("journal.1");
        bytes[8] = 2;
        const int Head = 8 + 4 + 8 + 1 + 3;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(Head), Crc32C.Of(bytes.AsSpan(0, Head)));
        var storage = new MemoryCheckpointStorage();
        storage.Put("journal-ff3d7d9e4c824480-00000001.entries", bytes);
        var fault = Assert.Throws<StreamFaultException>(() => EntryJournal.Open(storage, "iot", new Generation(2)));
        Assert.Equal("the source's journal has format version 2, this StreamFlow reads 1", fault.Problem);
        Assert.Contains("journal-ff3d7d9e4c824480-00000001.entries", fault.Place, StringComparison.Ordinal);
    }

    private static void Note(MemoryCheckpointStorage storage, long generation, params string[] entries)
    {
        using var journal = EntryJournal.Open(storage, Source, new Generation(generation));
        foreach (var entry in entries)
            journal.Append(Encoding.UTF8.GetBytes(entry));
    }

    private static List<string> EntriesAt(MemoryCheckpointStorage storage, long generation, string source = Source)
    {
        using var journal = EntryJournal.Open(storage, source, new Generation(generation));
        return journal.Entries.Select(entry => Encoding.UTF8.GetString(entry.Span)).ToList();
    }
}
