namespace StreamFlow.Tests.Files;

/// <summary>A directory of the test's own, gone at its end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Location { get; } = Directory.CreateTempSubdirectory("streamflow-files-").FullName;

    public string this[string name] => Path.Combine(Location, name);

    /// <summary>Every file below, hidden ones too.</summary>
    public IReadOnlyDictionary<string, byte[]> Files() => Directory.GetFiles(Location, "*", SearchOption.AllDirectories).ToDictionary(path => path, File.ReadAllBytes);

    public void Dispose() => Directory.Delete(Location, recursive: true);
}
