using StreamFlow.Files.Reading;

namespace StreamFlow.Files.Following;

/// <summary>Content of a log that is gone, worded in one place.</summary>
internal static class LogFaults
{
    private const string WayOut =
        "put the rotated file back beside the log, under a name that contains the log's; or set OnDataLoss = FileLossPolicy.Skip at the source to go on without it, or start with a new checkpoint directory. "
        + "Keeping rotated files for longer than the job may be down keeps it from happening again";

    public static StreamFaultException Gone(string source, string path, LogPiece piece, long offset) => StreamFaultException.User(
        $"'{source}': the file that was '{piece.Name}' when the job read it (offsets from {piece.Base} on) is no longer beside '{path}': what it held from offset {offset} (byte {offset - piece.Base}) on cannot be read",
        WayOut);

    public static StreamFaultException Gone(string source, LogPiece piece, long from, long to) => StreamFaultException.User(
        $"'{source}': offsets {from} to {to} are gone: bytes {from - piece.Base} to {to - piece.Base} of the file that was '{piece.Name}'; it was deleted or emptied before they were read",
        WayOut);
}
