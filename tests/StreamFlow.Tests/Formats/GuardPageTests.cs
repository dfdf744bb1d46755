using System.Runtime.InteropServices;
using StreamFlow.Data;
using StreamFlow.Formats;
using StreamFlow.Formats.Json;

namespace StreamFlow.Tests.Formats;

/// <summary>The decoder loads 16 bytes at a time. A page that cannot be read behind the record shows a load too many: the process dies.</summary>
public unsafe class GuardPageTests
{
    private const int Page = 4096;
    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;

    [Fact]
    public void No_byte_is_read_from_the_page_behind_a_record()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var memory = (byte*)Map(0, 2 * Page, ReadWrite, PrivateAnonymous, -1, 0);
        Assert.Equal(0, Protect((nint)memory + Page, Page, 0));
        var json = "{\"deviceId\":\"sensor-000042\",\"ts\":1700000000123,\"temperature\":21.37,\"humidity\":-48.2,\"site\":\"a somewhat longer text\"}"u8;
        var schema = new RowSchema([
            new Field("deviceId", DataType.String), new Field("ts", DataType.Timestamp) { EpochMilliseconds = true }, new Field("temperature", DataType.Double)]);
        var decoder = JsonFormat.Instance.CreateDecoder(schema);
        Assert.Null(RecordBuffer.Decode(decoder, json).Bad);
        for (var length = 0; length <= json.Length; length++)
        {
            var start = memory + Page - length;
            json[..length].CopyTo(new Span<byte>(start, length));
            var bad = new List<BadRow>();
            var rows = new ColumnBatch(schema);
            decoder.Decode([new RawRecord(start, length, null, -1, 0, 0)], rows, bad);
            Assert.Equal(length == json.Length ? 1 : 0, rows.RowCount);
        }

        Assert.Equal(0, Unmap((nint)memory, 2 * Page));
    }

    [DllImport("libc", EntryPoint = "mmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "mprotect")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Protect(nint address, nint length, int protection);

    [DllImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Unmap(nint address, nint length);
}
