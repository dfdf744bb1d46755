namespace StreamFlow.Cli.Output;

/// <summary>What is said to the person on stderr; stdout is for results.</summary>
internal static class Messages
{
    public static void Say(string text) => Console.Error.WriteLine("streamflow: " + text);

    public static void Error(string problem, string? wayOut)
    {
        Say(problem);
        if (wayOut is not null)
            Console.Error.WriteLine("  way out: " + wayOut);
    }
}
