using System.Diagnostics;
using System.Runtime.InteropServices;

namespace StreamFlow.Cli.Running;

/// <summary>Asks a child to end; .NET itself can only kill.</summary>
internal static partial class ChildSignal
{
    private const int SigTerm = 15;

    /// <summary>No effect on a process that has ended. Where there are no signals the process is ended at once.</summary>
    public static void Terminate(Process child)
    {
        if (child.HasExited)
            return;
        if (OperatingSystem.IsWindows())
            child.Kill();
        else
            _ = Kill(child.Id, SigTerm);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
