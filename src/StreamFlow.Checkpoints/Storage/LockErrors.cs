namespace StreamFlow.Checkpoints.Storage;

/// <summary>Tells "somebody holds the lock file" from every other failure to open it.</summary>
internal static class LockErrors
{
    private const int WindowsSharingViolation = unchecked((int)0x80070020);
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;

    public static bool IsHeld(IOException failure) =>
        failure.HResult == (OperatingSystem.IsWindows() ? WindowsSharingViolation : OperatingSystem.IsLinux() ? LinuxWouldBlock : MacWouldBlock);
}
