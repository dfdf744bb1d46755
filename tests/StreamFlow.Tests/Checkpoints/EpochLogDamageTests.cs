using StreamFlow.Checkpoints.Log;
using StreamFlow.Checkpoints.Storage;

namespace StreamFlow.Tests.Checkpoints;

/// <summary>Damage is found, or what is read is right: never something else.</summary>
public class EpochLogDamageTests
{
    private const int Epochs = 12;
    private static readonly MemoryCheckpointStorage Intact = Given.Log(Epochs, segmentBytes: 700);

    [Fact]
    public void A_flipped_bit_is_a_fault_or_a_torn_last_record()
    {
        var chance = Given.Seeded(out _);
        var last = Intact.List()[^1];
        foreach (var file in Intact.List())
        {
            var bytes = Intact.ReadAll(file);
            for (var position = 0; position < bytes.Length; position++)
            {
                bytes[position] ^= (byte)(1 << chance.Next(8));
                var storage = With(file, bytes);
                bytes = Intact.ReadAll(file);
                if (Scan(storage) is not { } scan)
                    continue;
                Assert.Equal(last, file);
                Assert.Equal(scan.Last!.Number.Next, scan.TornTail!.Epoch);
                Assert.Equal(Epochs, scan.TornTail.Epoch.Value);
                AssertPrefix(storage, Epochs - 1);
            }
        }
    }

    [Fact]
    public void A_fault_names_file_and_position()
    {
        var file = Intact.List()[0];
        var bytes = Intact.ReadAll(file);
        bytes[^1] ^= 1;
        var fault = Assert.Throws<StreamFaultException>(() => EpochLogScan.Read(With(file, bytes)));
        Assert.Contains(file, fault.Message, StringComparison.Ordinal);
        Assert.Matches("damaged at byte [1-9][0-9]+: the checksum of the record of epoch", fault.Message);
    }

    [Fact]
    public void The_last_segment_cut_at_any_length_gives_a_prefix_and_goes_on()
    {
        var file = Intact.List()[^1];
        var whole = Intact.ReadAll(file);
        for (var length = 0; length < whole.Length; length++)
        {
            var storage = With(file, whole[..length]);
            var scan = EpochLogScan.Read(storage);
            var last = scan.Facts!.LastEpoch.Value;
            AssertPrefix(storage, last);
            scan = scan.CutTornTail(storage);
            using (var log = new EpochLog(storage, Given.Job, scan))
            {
                log.Append(Given.Epoch(last + 1));
                log.Flush();
            }

            AssertPrefix(storage, last + 1);
        }
    }

    [Fact]
    public void An_earlier_segment_cut_at_any_length_is_a_fault()
    {
        var file = Intact.List()[0];
        var whole = Intact.ReadAll(file);
        for (var length = 0; length < whole.Length; length++)
            Assert.Throws<StreamFaultException>(() => EpochLogScan.Read(With(file, whole[..length])));
    }

    [Fact]
    public void Zeros_behind_the_last_record_are_a_torn_tail()
    {
        var file = Intact.List()[^1];
        byte[] bytes = [.. Intact.ReadAll(file), .. new byte[4096]];
        var scan = EpochLogScan.Read(With(file, bytes));
        Assert.Equal((Epochs + 1L, (long)bytes.Length - 4096), (scan.TornTail!.Epoch.Value, scan.TornTail.Position));
    }

    [Fact]
    public void A_log_whose_first_head_is_torn_begins_anew()
    {
        var storage = new MemoryCheckpointStorage();
        storage.Put("log-00000001-000000000001.epochs", [1, 2, 3]);
        var scan = EpochLogScan.Read(storage);
        Assert.True(scan.Facts!.HasTornTail);
        using var log = new EpochLog(storage, Given.Job, scan.CutTornTail(storage));
        log.Append(Given.Epoch(1));
        Assert.Single(Given.AllRecords(storage));
    }

    [Fact]
    public void A_torn_tail_must_be_cut_before_the_log_is_opened()
    {
        var file = Intact.List()[^1];
        var storage = With(file, Intact.ReadAll(file)[..^1]);
        Assert.Throws<StreamFaultException>(() => new EpochLog(storage, Given.Job, EpochLogScan.Read(storage)));
    }

    [Fact]
    public void Segments_of_two_jobs_are_damage()
    {
        var storage = Given.CopyOf(Intact);
        var scan = EpochLogScan.Read(Given.Log([]));
        Assert.Equal(Given.Job, scan.Facts!.Job);
        var file = storage.List()[^1];
        var bytes = storage.ReadAll(file);
        // The job's name is the last thing in the head; its length stays.
        var head = 16 + BitConverter.ToInt32(bytes, 12);
        bytes[head - 1] = (byte)'x';
        BitConverter.TryWriteBytes(bytes.AsSpan(head), StreamFlow.Checkpoints.Bytes.Crc32C.Of(bytes.AsSpan(0, head)));
        storage.Put(file, bytes);
        Assert.Contains("'iox'", Assert.Throws<StreamFaultException>(() => EpochLogScan.Read(storage)).Message, StringComparison.Ordinal);
    }

    private static MemoryCheckpointStorage With(string file, byte[] bytes)
    {
        var storage = Given.CopyOf(Intact);
        storage.Put(file, bytes);
        return storage;
    }

    private static EpochLogScan? Scan(CheckpointStorage storage)
    {
        try
        {
            return EpochLogScan.Read(storage);
        }
        catch (StreamFaultException)
        {
            return null;
        }
    }

    private static void AssertPrefix(CheckpointStorage storage, long epochs)
    {
        var records = Given.AllRecords(storage);
        Assert.Equal(epochs, records.Count);
        for (var i = 0; i < records.Count; i++)
            Given.AssertSame(Given.Epoch(i + 1), records[i]);
    }
}
