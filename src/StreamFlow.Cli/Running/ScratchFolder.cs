namespace StreamFlow.Cli.Running;

/// <summary>A folder for one run; gone afterwards.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("streamflow-run-").FullName;

    public string this[string name] => Path.Combine(_path, name);

    public void Dispose()
    {
        try
        {
            Directory.Delete(_path, recursive: true);
        }
        catch (IOException)
        {
            // A process that was ended by force may hold a file a moment longer; the system clears its temporary folder.
        }
    }
}
