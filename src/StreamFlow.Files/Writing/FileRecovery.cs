using System.Buffers;
using StreamFlow.Files.Disks;
using StreamFlow.Files.Manifests;

namespace StreamFlow.Files.Writing;

/// <summary>
/// Finishes what an earlier start left: complete files get their visible names, files that were growing are copied up to their committed length, and everything else that is
/// hidden is deleted.
/// <para>Copied and not cut, because an instance that is only stopped may write behind that length when it wakes up; its own file has no name any more then.</para>
/// </summary>
internal sealed class FileRecovery(Disk disk, ManifestFolder folder, VisibleFiles visible)
{
    private const int CopyBytes = 1 << 20;

    /// <summary>Makes the complete files of the newest manifest visible.</summary>
    /// <exception cref="StreamFaultException">A file is not what the manifest says.</exception>
    public void FinishComplete(SinkManifest newest)
    {
        foreach (var file in newest.Complete)
        {
            // One that is not there has its visible name, or had it and was taken away by somebody since.
            if (disk.LengthOf(visible.HiddenPathOf(file)) is >= 0 and var length && length != file.Bytes)
                throw Damaged(file, length);
        }

        visible.MakeFolders(newest.Complete);
        visible.Publish(newest.Complete);
    }

    /// <summary>Copies the committed rows of the growing files into complete ones.</summary>
    /// <exception cref="StreamFaultException">Committed rows are missing.</exception>
    public IReadOnlyList<PartEntry> CopyGrowing(SinkManifest newest)
    {
        var copies = new List<PartEntry>();
        foreach (var file in newest.Growing)
        {
            if (disk.LengthOf(visible.HiddenPathOf(file)) is var length && length < file.Bytes)
                throw Damaged(file, length);
            var copy = file with { Path = PartNames.Recovered(file.Path, newest.Number) };
            Copy(file, copy);
            copies.Add(copy);
        }

        if (copies.Count > 0)
            disk.FlushDirectory(folder.OpenFiles);
        return copies;
    }

    /// <summary>Deletes the hidden files that the newest manifest does not name.</summary>
    public void Clear(SinkManifest newest)
    {
        var named = newest.Complete.Concat(newest.Growing).Select(file => file.HiddenName).ToHashSet(StringComparer.Ordinal);
        foreach (var name in disk.List(folder.OpenFiles).Where(name => !named.Contains(name)))
            disk.Delete(Path.Combine(folder.OpenFiles, name));
        folder.ClearUnpublished();
        folder.Prune();
    }

    private void Copy(PartEntry from, PartEntry to)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(CopyBytes, from.Bytes));
        try
        {
            using var source = disk.Open(visible.HiddenPathOf(from));
            using var target = disk.Create(visible.HiddenPathOf(to));
            for (long done = 0; done < from.Bytes;)
            {
                var read = source.Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, from.Bytes - done)), done);
                if (read == 0)
                    throw Damaged(from, done);
                target.Write(buffer.AsSpan(0, read), done);
                done += read;
            }

            target.Flush();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private StreamFaultException Damaged(PartEntry file, long length) => StreamFaultException.External(
        $"{file.Rows} committed rows are not whole: the file has {(length < 0 ? "gone" : $"{length} bytes")}, the manifest says {file.Bytes}",
        $"restore '{folder.Location}' from a copy as a whole, or start the job with a new directory and a new checkpoint",
        visible.HiddenPathOf(file));
}
