using System.Runtime.InteropServices;
using System.Text;

namespace StreamFlow.Cli.Output;

/// <summary>Bytes to stdout. .NET's own stream keeps silent when the reader has gone, so that <c>| head</c> would never end a job.</summary>
internal static partial class StandardOutput
{
    private const int Descriptor = 1;
    private const int Interrupted = 4;
    private const int WouldBlock = 11;

    private static readonly Stream? Windows = OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : null;

    /// <returns>False when nobody reads any more.</returns>
    public static bool TryWriteLine(string line) => TryWrite(Encoding.UTF8.GetBytes(line + "\n"));

    private static bool TryWrite(ReadOnlySpan<byte> bytes)
    {
        if (Windows is not null)
        {
            Windows.Write(bytes);
            return true;
        }

        while (bytes.Length > 0)
        {
            var written = Write(Descriptor, bytes, bytes.Length);
            if (written >= 0)
                bytes = bytes[(int)written..];
            else if (Marshal.GetLastPInvokeError() is WouldBlock)
                Thread.Yield();
            else if (Marshal.GetLastPInvokeError() is not Interrupted)
                return false;
        }

        return true;
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, ReadOnlySpan<byte> bytes, nint count);
}
