namespace StreamFlow.Files.Disks;

/// <summary>What the file system refuses, in words for the person who runs the job.</summary>
internal static class DiskFaults
{
    private const int LinuxNoSpace = 28;
    private const int LinuxQuota = 122;
    private const int MacQuota = 69;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    public static bool IsFailure(Exception exception) => exception is IOException or UnauthorizedAccessException;

    public static StreamFaultException From(string doing, string path, Exception failure) => failure switch
    {
        UnauthorizedAccessException => StreamFaultException.External(
            $"could not {doing}: no permission", $"let the user that runs the job write in '{Path.GetDirectoryName(path)}', or give another directory", path, inner: failure),
        _ when IsFull(failure.HResult) => StreamFaultException.External(
            $"could not {doing}: the disk is full",
            $"make room on the disk of '{Path.GetDirectoryName(path)}' and start the job again: it goes on from its last epoch, and nothing of the one in work is visible", path, inner: failure),
        _ => StreamFaultException.External(
            $"could not {doing}: {failure.Message}", "see that the disk is healthy and mounted, then start the job again: it goes on from its last epoch", path, inner: failure),
    };

    private static bool IsFull(int code) => code is LinuxNoSpace or LinuxQuota or WindowsDiskFull || (OperatingSystem.IsMacOS() && code == MacQuota);
}
