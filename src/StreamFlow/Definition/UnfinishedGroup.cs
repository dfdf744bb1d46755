namespace StreamFlow.Definition;

/// <summary>Remembers a <c>GroupBy</c> or <c>Window</c> until its <c>Select</c> comes: forgotten, it would vanish silently.</summary>
internal sealed class UnfinishedGroup(string what)
{
    public string What { get; } = what;

    public bool IsFinished { get; set; }
}
