namespace StreamFlow.Cli.Output;

/// <summary>
/// The last line of a terminal, for what changes: rows and messages scroll by above it. Where stdout or stderr is no terminal there is none, and everything is a line of its own.
/// Called from several threads.
/// </summary>
internal sealed class StatusLine : IDisposable
{
    private const string EraseLine = "\r\x1b[2K";

    // For a terminal that does not know how wide it is.
    private const int WidthDefault = 80;

    private readonly Lock _screen = new();
    private string _status = "";

    /// <summary>Whether rows and messages share one terminal.</summary>
    public static bool IsPossible { get; } = !Console.IsOutputRedirected && !Console.IsErrorRedirected;

    /// <inheritdoc cref="StandardOutput.TryWriteLine"/>
    public bool TryWriteRow(string row)
    {
        lock (_screen)
        {
            Erase();
            var read = StandardOutput.TryWriteLine(row);
            Draw();
            return read;
        }
    }

    /// <summary>A line of a job's stderr: its progress becomes the status, the rest stands above it.</summary>
    public void ShowLine(string line)
    {
        lock (_screen)
        {
            Erase();
            if (IsPossible && line.StartsWith("epoch ", StringComparison.Ordinal))
                _status = line;
            else
                Console.Error.WriteLine(line);
            Draw();
        }
    }

    public void Dispose()
    {
        lock (_screen)
        {
            if (_status.Length > 0)
                Console.Error.WriteLine();
            _status = "";
        }
    }

    private void Erase()
    {
        if (_status.Length > 0)
            Console.Error.Write(EraseLine);
    }

    private void Draw()
    {
        if (_status.Length > 0)
            Console.Error.Write(_status[..Math.Min(_status.Length, (Console.BufferWidth > 0 ? Console.BufferWidth : WidthDefault) - 1)]);
    }
}
