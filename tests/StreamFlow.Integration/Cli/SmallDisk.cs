using System.Diagnostics;

namespace StreamFlow.Integration.Cli;

/// <summary>A file system in memory with room for little; only root of a Linux machine can have one.</summary>
internal static class SmallDisk
{
    public static Task<bool> TryMountAsync(string directory) => RunAsync("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", directory);

    public static async Task GrowAsync(string directory) => Assert.True(await RunAsync("mount", "-o", "remount,size=64m", directory));

    public static Task<bool> UnmountAsync(string directory) => RunAsync("umount", directory);

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
