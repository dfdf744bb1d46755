using StreamFlow.Checkpoints.Log;
using StreamFlow.Checkpoints.Manifests;
using StreamFlow.Checkpoints.Protocol;
using StreamFlow.Checkpoints.Storage;
using StreamFlow.Operators;
using StreamFlow.Operators.Lowering;
using StreamFlow.Plan;

namespace StreamFlow.Engine.Recovery;

/// <summary>
/// What a start of a plan would do with a checkpoint directory. Nothing is held, taken or changed, and no sink is asked: so it may be read while the job runs.
/// </summary>
/// <param name="Facts">What the plan and the directory say.</param>
/// <param name="Outlook">What a start would decide.</param>
public sealed record StartPreview(RecoveryFacts Facts, StartOutlook Outlook)
{
    private const int AttemptsMax = 5;

    /// <exception cref="StreamFaultException">The log is damaged: a start would stop with this very fault.</exception>
    public static StartPreview Of(LogicalPlan plan, EngineOptions options)
    {
        var lowering = new PlanLowering(plan, (_, _) => NoConsumer.Instance);
        var (log, checkpoints) = Look(options.Storage, plan.Job);
        var facts = new RecoveryFacts
        {
            Job = plan.Job,
            PlanHash = plan.Hash,
            WhyNotReplayable = plan.WhyNotReplayable,
            Operators = lowering.StatefulOperators(),
            Log = log,
            Checkpoints = checkpoints,
            Groups =
            [
                .. plan.Sinks.GroupBy(sink => sink.Spec.CommitGroup).Select(group => new CommitGroupFacts(
                    group.Key,
                    [.. group.Select(sink => sink.Name)],
                    options.Guarantee == ProcessingGuarantee.AtLeastOnce ? SinkMarker.NotTracked : SinkMarker.None)),
            ],
            Options = options.ForRecovery(),
        };
        return new StartPreview(facts, StartOutlook.Of(facts));
    }

    /// <summary>A job that runs deletes what it needs no more, and appends: then it is looked at again.</summary>
    private static (LogFacts? Log, IReadOnlyList<CheckpointFacts> Checkpoints) Look(CheckpointStorage storage, string job)
    {
        for (var attempt = 1; ; attempt++)
        {
            var files = storage.List();
            try
            {
                var log = EpochLogScan.Read(storage).Facts;
                var checkpoints = new CheckpointStore(storage, job).InspectAll();
                if (attempt == AttemptsMax || !files.Except(storage.List()).Any())
                    return (log, checkpoints);
            }
            catch (StreamFaultException) when (attempt < AttemptsMax && files.Except(storage.List()).Any())
            {
                // What was read was deleted meanwhile.
            }
        }
    }
}
