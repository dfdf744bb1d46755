namespace StreamFlow.Cli;

/// <summary>What a command ends with.</summary>
internal static class ExitCode
{
    /// <summary>Done, or stopped as asked.</summary>
    public const int Done = 0;

    /// <summary>It failed; stderr says whose fault, where, and the way out.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage.</summary>
    public const int Usage = 2;
}
