using StreamFlow.Checkpoints.Bytes;
using StreamFlow.Checkpoints.Storage;

namespace StreamFlow.Checkpoints.Manifests;

/// <summary>Writes the changed pages of a checkpoint into one data file, and names the unchanged ones again.</summary>
internal static class PageWriter
{
    /// <summary>The head of a data file: magic "SFPAGES" and the format version.</summary>
    private static ReadOnlySpan<byte> Magic => "SFPAGES\u0001"u8;

    /// <returns>All pages, in the order given; durable. No file is made when nothing changed.</returns>
    public static IReadOnlyList<CheckpointPage> Write(
        CheckpointStorage storage, string file, IReadOnlyList<PageToWrite> pages, CheckpointManifest? previous)
    {
        var known = (previous?.Pages ?? []).ToDictionary(page => (page.Operator, page.Lane, page.PageId));
        var named = new HashSet<(string, string, string)>();
        var written = new List<CheckpointPage>(pages.Count);
        CheckpointFile? data = null;
        try
        {
            foreach (var page in pages)
            {
                if (!named.Add((page.Operator, page.Lane, page.PageId)))
                    throw StreamFaultException.Internal($"the page {Describe(page)} is twice in a checkpoint");
                if (page.Bytes is not { } bytes)
                {
                    written.Add(Unchanged(page, known));
                    continue;
                }

                data ??= Create(storage, file);
                written.Add(new CheckpointPage(
                    page.Operator, page.Lane, page.PageId, page.Version, file, data.Length, bytes.Length, Crc32C.Of(bytes.Span)));
                data.Append(bytes.Span);
            }

            data?.Flush();
            return written;
        }
        finally
        {
            data?.Dispose();
        }
    }

    private static CheckpointPage Unchanged(PageToWrite page, Dictionary<(string, string, string), CheckpointPage> known) =>
        known.TryGetValue((page.Operator, page.Lane, page.PageId), out var before) && before.Version == page.Version
            ? before
            : throw StreamFaultException.Internal($"the page {Describe(page)} is said to be unchanged, but the previous checkpoint does not hold it");

    private static CheckpointFile Create(CheckpointStorage storage, string file)
    {
        var data = storage.TryCreate(file) ?? throw StreamFaultException.Internal(
            $"the data file {file} exists already: a failed checkpoint is not tried again in the same generation");
        data.Append(Magic);
        return data;
    }

    private static string Describe(PageToWrite page) => $"'{page.PageId}' (version {page.Version}) of '{page.Operator}', lane {page.Lane}";
}
