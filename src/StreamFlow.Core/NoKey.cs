namespace StreamFlow;

/// <summary>The key of windows over a whole stream: there is none.</summary>
public sealed class NoKey
{
    private NoKey()
    {
    }
}
