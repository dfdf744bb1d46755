using StreamFlow.Checkpoints.Bytes;

namespace StreamFlow.Checkpoints.Storage;

/// <summary>The errors of the checkpoint directory, worded in one place.</summary>
internal static class StorageFaults
{
    public static StreamFaultException InUse(string location, Exception? inner = null) => StreamFaultException.User(
        $"the checkpoint directory '{location}' is in use by another process or another job",
        "stop the other one first (a killed process frees the directory by itself), or give this job a checkpoint directory of its own",
        inner: inner);

    public static StreamFaultException Failed(string location, string name, string doing, Exception? inner) => StreamFaultException.External(
        $"could not {doing}: {inner?.Message ?? "what the file holds is unknown"}",
        "see that the disk has room and is healthy and that the process may write there, then start the job again: it recovers from what is on disk",
        Path.Combine(location, name),
        canRetry: false,
        inner);

    public static StreamFaultException Missing(string location, string name) => StreamFaultException.External(
        "the file is missing",
        "restore the checkpoint directory as a whole",
        Path.Combine(location, name));

    public static StreamFaultException OtherVersion(string location, string name, FormatVersionException version) => StreamFaultException.User(
        version.Message,
        "start the job with the version of StreamFlow that wrote the file, or with a newer one; nothing was changed",
        Path.Combine(location, name),
        version);

    public static StreamFaultException Damaged(string location, string name, long position, string what) => StreamFaultException.External(
        $"the file is damaged at byte {position}: {what}",
        "restore the checkpoint directory as a whole from a copy; nothing was changed",
        Path.Combine(location, name));
}
