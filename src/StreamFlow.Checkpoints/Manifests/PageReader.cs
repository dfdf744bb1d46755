using System.Buffers;
using StreamFlow.Checkpoints.Bytes;
using StreamFlow.Checkpoints.Storage;

namespace StreamFlow.Checkpoints.Manifests;

/// <summary>Reads pages and checks length and checksum.</summary>
internal static class PageReader
{
    public static byte[] Read(CheckpointStorage storage, CheckpointPage page)
    {
        var bytes = new byte[page.Length];
        Fill(storage, page, bytes);
        return bytes;
    }

    /// <summary>Reads all pages through one buffer; the first damage as a sentence, or null.</summary>
    public static string? FindDamage(CheckpointStorage storage, IReadOnlyList<CheckpointPage> pages)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(pages.Select(page => page.Length).DefaultIfEmpty().Max());
        try
        {
            foreach (var page in pages)
                Fill(storage, page, buffer.AsSpan(0, page.Length));
            return null;
        }
        catch (StreamFaultException damage)
        {
            return damage.Message;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Fill(CheckpointStorage storage, CheckpointPage page, Span<byte> into)
    {
        var read = storage.Read(page.File, page.Offset, into);
        if (read < into.Length)
            throw StorageFaults.Damaged(storage.Location, page.File, page.Offset, $"{Describe(page)} ends after {read} of {page.Length} bytes");
        if (Crc32C.Of(into) != page.Crc32C)
            throw StorageFaults.Damaged(storage.Location, page.File, page.Offset, $"the checksum of {Describe(page)} is wrong");
    }

    private static string Describe(CheckpointPage page) => $"page '{page.PageId}' of '{page.Operator}', lane {page.Lane},";
}
