using System.Text;

namespace StreamFlow.Cli.Output;

/// <summary>Lines on stdout for whoever reads them, until that one has gone (<c>| head</c>).</summary>
internal sealed class ResultWriter : IAsyncDisposable
{
    private readonly StreamWriter _writer = new(Console.OpenStandardOutput(), new UTF8Encoding(false), bufferSize: 4096) { AutoFlush = true };

    /// <returns>False when nobody reads any more.</returns>
    public bool TryWriteLine(string line)
    {
        try
        {
            _writer.Write(line + "\n");
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _writer.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The reader has gone.
        }
    }
}
