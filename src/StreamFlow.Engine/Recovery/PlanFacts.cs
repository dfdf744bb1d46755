using StreamFlow.Checkpoints.Manifests;
using StreamFlow.Checkpoints.Protocol;
using StreamFlow.Operators.Lowering;

namespace StreamFlow.Engine.Recovery;

/// <summary>What the decision how to start asks of the plan and the options.</summary>
internal static class PlanFacts
{
    public static IReadOnlyList<StatefulOperator> StatefulOperators(this PlanLowering lowering) =>
        [.. lowering.Merges.Select(merge => new StatefulOperator(merge.Name, merge.Signature))];

    public static RecoveryOptions ForRecovery(this EngineOptions options) =>
        new() { AssumeSink = options.AssumedSinks, AllowStateDrop = options.AllowStateDrop, RecoverOnly = options.RecoverOnly };
}
