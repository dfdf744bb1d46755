using StreamFlow.Checkpoints.Manifests;
using StreamFlow.Engine.Sinks;

namespace StreamFlow.Engine.Recovery;

/// <summary>Sends the stored rows of the log's last epoch to the sinks that do not hold it: for a job that cannot be replayed.</summary>
internal sealed class EpochResend(CheckpointStore store, OpenSinks sinks)
{
    public async Task RunAsync(RecoveryOutcome outcome, CancellationToken cancellation)
    {
        var logged = outcome.Log.Last!;
        var open = sinks.Groups.Where(group => outcome.Resumption!.Resend.Contains(group.Name)).ToList();
        var names = open.SelectMany(group => group.Sinks).ToHashSet(StringComparer.Ordinal);
        await sinks.ForEachAsync(open, group => group.BeginAsync(logged.Number, cancellation)).ConfigureAwait(false);
        sinks.Reset();
        foreach (var name in names)
        {
            foreach (var page in outcome.Manifest!.Pages.Where(page => page.Operator == StoredRows.Operator(name)))
                Resend(name, page);
        }

        // Pages have checksums; this says that they are of this very epoch.
        foreach (var sent in sinks.Totals().Where(total => names.Contains(total.Name)))
        {
            if (!logged.Sinks.Contains(sent))
                throw StreamFaultException.External($"the stored rows of epoch {logged.Number} for sink '{sent.Name}' are not those that the log says", "restore the checkpoint directory as it was, as a whole");
        }

        await sinks.ForEachAsync(open, group => group.StageAsync(logged.Number, cancellation)).ConfigureAwait(false);
        await sinks.ForEachAsync(open, group => group.CommitAsync(logged.Number, cancellation)).ConfigureAwait(false);
    }

    private void Resend(string sink, CheckpointPage page)
    {
        try
        {
            sinks.Resend(sink, page.Lane, store.ReadPage(page));
        }
        catch (StreamFaultException fault)
        {
            throw fault.At(store.PlaceOf(page));
        }
    }
}
