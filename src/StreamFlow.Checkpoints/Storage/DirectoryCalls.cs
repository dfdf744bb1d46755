using System.Runtime.InteropServices;

namespace StreamFlow.Checkpoints.Storage;

/// <summary>
/// What the class library does not offer: flushing a directory, and giving a file its name without replacing another
/// (File.Move falls back to copying, which a crash can cut in half).
/// </summary>
internal static partial class DirectoryCalls
{
    private const int ReadOnly = 0;
    private const int FileExists = 17;
    private const int Interrupted = 4;
    private const int InvalidArgument = 22;

    /// <summary>Makes the names in a directory durable. Windows does that by itself.</summary>
    public static void Flush(string directory)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(directory, ReadOnly);
        if (descriptor < 0)
            throw Failure("open", directory);
        try
        {
            while (Fsync(descriptor) != 0)
            {
                var error = Marshal.GetLastPInvokeError();
                if (error == InvalidArgument)
                    return; // a file system without directory flush says so with this error: there is nothing to flush
                if (error != Interrupted)
                    throw Failure("fsync", directory);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    /// <summary>Gives the file its final name; false if that name is taken. The temporary name may remain.</summary>
    public static bool TryRename(string temporary, string name)
    {
        if (OperatingSystem.IsWindows())
        {
            try
            {
                File.Move(temporary, name, overwrite: false);
                return true;
            }
            catch (IOException) when (File.Exists(name))
            {
                return false;
            }
        }

        if (Link(temporary, name) == 0)
            return true;
        return Marshal.GetLastPInvokeError() == FileExists ? false : throw Failure("link", name);
    }

    private static IOException Failure(string call, string path)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"{call} '{path}': {Marshal.GetPInvokeErrorMessage(error)}");
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string added);
}
