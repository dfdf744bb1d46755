namespace StreamFlow.Checkpoints.Protocol;

/// <summary>Gathers problems, so that a person sees all of them at once.</summary>
internal sealed class RefusalBuilder
{
    public const string RestoreDirectory = "restore the checkpoint directory as it was, as a whole";
    public const string AnotherDirectory = "give each job a checkpoint directory of its own: --checkpoint DIR";

    private readonly List<string> _problems = [];
    private readonly List<string> _waysOut = [];

    public bool IsEmpty => _problems.Count == 0;

    public void Add(string problem, params ReadOnlySpan<string> waysOut)
    {
        _problems.Add(problem);
        foreach (var way in waysOut)
            if (!_waysOut.Contains(way))
                _waysOut.Add(way);
    }

    public Refusal ToDecision() => new(_problems, _waysOut);

    public static Refusal Of(string problem, params ReadOnlySpan<string> waysOut)
    {
        var refusal = new RefusalBuilder();
        refusal.Add(problem, waysOut);
        return refusal.ToDecision();
    }
}
