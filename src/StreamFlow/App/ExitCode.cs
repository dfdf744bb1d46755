namespace StreamFlow.App;

internal static class ExitCode
{
    /// <summary>Done, or stopped by a person.</summary>
    public const int Done = 0;

    public const int Failed = 1;

    public const int WrongUsage = 2;
}
