using System.Runtime.InteropServices;

namespace StreamFlow.Files.Disks;

/// <summary>
/// What the class library does not offer: flushing a directory, and giving a file another name in one step that neither copies nor replaces.
/// </summary>
internal static partial class DirectoryCalls
{
    private const int NotFound = 2;
    private const int Interrupted = 4;
    private const int FileExists = 17;
    private const int InvalidArgument = 22;

    /// <summary>Makes the names in a directory durable. Windows does that by itself.</summary>
    public static void Flush(string directory)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(directory, 0);
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

    /// <summary>Gives the file a further name; false if that name is taken or the file is not there. On Windows the first name is gone then.</summary>
    public static bool TryLink(string path, string name)
    {
        if (OperatingSystem.IsWindows())
        {
            try
            {
                File.Move(path, name, overwrite: false);
                return true;
            }
            catch (IOException) when (File.Exists(name) || !File.Exists(path))
            {
                return false;
            }
        }

        if (Link(path, name) == 0)
            return true;
        var failure = Failure("link", name);
        return Marshal.GetLastPInvokeError() is FileExists or NotFound && (File.Exists(name) || !File.Exists(path)) ? false : throw failure;
    }

    /// <summary>Gives the file another name; false if it is not there.</summary>
    public static bool TryMove(string from, string to)
    {
        if (OperatingSystem.IsWindows())
        {
            try
            {
                File.Move(from, to, overwrite: true);
                return true;
            }
            catch (FileNotFoundException)
            {
                return false;
            }
        }

        if (Rename(from, to) == 0)
            return true;
        var failure = Failure("rename", to);
        return File.Exists(from) ? throw failure : false;
    }

    private static IOException Failure(string call, string path)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"{call} '{path}': {Marshal.GetPInvokeErrorMessage(error)}", error);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string added);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string from, string to);
}
