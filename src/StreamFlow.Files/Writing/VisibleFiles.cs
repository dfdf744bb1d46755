using StreamFlow.Files.Disks;
using StreamFlow.Files.Manifests;

namespace StreamFlow.Files.Writing;

/// <summary>Gives complete files their visible names. May be done again, and by two instances at once: a file that has been moved is not there to be moved.</summary>
internal sealed class VisibleFiles(Disk disk, string directory, string openFolder)
{
    /// <summary>Creates the folders that the files will stand in, so that what can fail fails before the manifest names them.</summary>
    public void MakeFolders(IEnumerable<PartEntry> files)
    {
        foreach (var folder in Folders(files))
            disk.CreateDirectory(folder);
    }

    /// <summary>Moves the files of a published manifest, durably.</summary>
    public void Publish(IReadOnlyList<PartEntry> files)
    {
        if (files.Count == 0)
            return;
        foreach (var file in files)
            _ = disk.TryMove(HiddenPathOf(file), PathOf(file));
        foreach (var folder in Folders(files))
            disk.FlushDirectory(folder);
        disk.FlushDirectory(openFolder);
    }

    public string HiddenPathOf(PartEntry file) => Path.Combine(openFolder, file.HiddenName);

    private string PathOf(PartEntry file) => Path.Combine(directory, file.Path.Replace('/', Path.DirectorySeparatorChar));

    private IEnumerable<string> Folders(IEnumerable<PartEntry> files) => files.Select(file => Path.GetDirectoryName(PathOf(file))!).Distinct(StringComparer.Ordinal);
}
