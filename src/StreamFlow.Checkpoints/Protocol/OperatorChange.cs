using StreamFlow.Checkpoints.Manifests;

namespace StreamFlow.Checkpoints.Protocol;

/// <summary>What becomes of a stateful operator's state when a job starts from a checkpoint.</summary>
public enum OperatorFate
{
    /// <summary>Its state goes on.</summary>
    Kept,

    /// <summary>It is not in the plan any more, or not as it was: its state is lost.</summary>
    Dropped,

    /// <summary>It is not in the checkpoint: it begins empty.</summary>
    New,

    /// <summary>Same name, another signature: the old state is lost and it begins empty.</summary>
    Replaced,
}

/// <summary>A stateful operator and what becomes of its state.</summary>
public sealed record OperatorChange(string Operator, OperatorFate Fate)
{
    public bool LosesState => Fate is OperatorFate.Dropped or OperatorFate.Replaced;

    /// <summary>Those of the checkpoint first, then the new ones, each in its own order.</summary>
    public static IReadOnlyList<OperatorChange> Between(IReadOnlyList<StatefulOperator> before, IReadOnlyList<StatefulOperator> now)
    {
        var current = now.ToDictionary(one => one.Name, StringComparer.Ordinal);
        var changes = new List<OperatorChange>();
        foreach (var old in before)
        {
            changes.Add(new OperatorChange(
                old.Name,
                !current.Remove(old.Name, out var same) ? OperatorFate.Dropped
                : same.Signature == old.Signature ? OperatorFate.Kept
                : OperatorFate.Replaced));
        }

        changes.AddRange(now.Where(one => current.ContainsKey(one.Name)).Select(one => new OperatorChange(one.Name, OperatorFate.New)));
        return changes;
    }
}
