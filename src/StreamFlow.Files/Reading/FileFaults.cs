namespace StreamFlow.Files.Reading;

/// <summary>The errors of the file system while reading, worded in one place. They may pass by themselves.</summary>
internal static class FileFaults
{
    public static bool IsFailure(Exception failure) => failure is IOException or UnauthorizedAccessException;

    public static bool IsMissing(Exception failure) => failure is FileNotFoundException or DirectoryNotFoundException;

    public static StreamFaultException Failed(string doing, string path, Exception failure) => StreamFaultException.External(
        $"could not {doing} '{path}': {failure.Message}", "see that the file system is healthy and that the process may read there", canRetry: true, inner: failure);

    public static T Guard<T>(string doing, string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception failure) when (IsFailure(failure))
        {
            throw Failed(doing, path, failure);
        }
    }
}
