using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace StreamFlow.Files.Reading;

/// <summary>
/// What a file is, whatever it is called: device and inode. Known on Linux; elsewhere it is <see cref="Unknown"/>, and files are told apart by their first bytes alone.
/// An inode is used again after its file is gone, so it never stands without a <see cref="Fingerprint"/>.
/// </summary>
internal readonly partial record struct FileId(ulong Device, ulong Inode)
{
    private const int EmptyPath = 0x1000;
    private const uint InodeWanted = 0x100;
    private const int InodeAt = 32;
    private const int DeviceAt = 136;
    private const int StatusBytes = 256;

    public static FileId Unknown { get; }

    public bool IsKnown => this != Unknown;

    public static unsafe FileId Of(SafeFileHandle handle)
    {
        if (!OperatingSystem.IsLinux())
            return Unknown;
        var status = stackalloc byte[StatusBytes];
        return Statx(handle, "", EmptyPath, InodeWanted, status) == 0 ? new FileId(*(ulong*)(status + DeviceAt), *(ulong*)(status + InodeAt)) : Unknown;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Statx(SafeFileHandle directory, string path, int flags, uint mask, byte* status);
}
