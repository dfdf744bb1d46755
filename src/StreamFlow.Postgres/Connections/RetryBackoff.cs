namespace StreamFlow.Postgres.Connections;

/// <summary>How long to wait before the same is tried again: 50 ms, doubled each time up to 5 s; about 27 s in all.</summary>
internal static class RetryBackoff
{
    /// <summary>Tries after the first.</summary>
    public const int RetriesMax = 12;

    /// <summary>The same at a start, where somebody waits for the answer: 1.6 s in all.</summary>
    public const int RetriesMaxAtStart = 5;

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <param name="retry">1 for the first try after a failure.</param>
    public static TimeSpan Before(int retry)
    {
        var time = First * Math.Pow(2, retry - 1);
        return time < Longest ? time : Longest;
    }
}
