using StreamFlow.Engine.Faults;
using StreamFlow.Engine.Sources;

namespace StreamFlow.Engine.Tasks;

/// <summary>The workers of a query. A partition stays with its worker; which one it is changes no result.</summary>
internal sealed class WorkerPool(int count, int rowsMax, string job, FaultPoints faults) : IDisposable
{
    private readonly Worker[] _workers = [.. Enumerable.Range(0, count).Select(index => new Worker($"{job} worker {index}", faults))];
    private int _next;

    public void Add(SourceLane lane, OpenSource source) =>
        _workers[_next++ % _workers.Length].Add(lane, () => new WorkerSource(source, rowsMax));

    /// <summary>Runs the lanes' ranges; fails with the first fault, after all workers have stopped.</summary>
    public async Task RunEpochAsync(EpochNumber epoch, EpochLimits limits)
    {
        if (faults.Turns is { } turns)
            RunInTurns(epoch, limits, turns);
        else
            await Task.WhenAll(_workers.Select(worker => worker.RunEpochAsync(epoch, limits))).ConfigureAwait(false);
    }

    /// <summary>Ends all threads first: closing a reader may fail.</summary>
    public void Dispose()
    {
        foreach (var worker in _workers)
            worker.End();
        foreach (var worker in _workers)
            worker.Dispose();
    }

    private void RunInTurns(EpochNumber epoch, EpochLimits limits, Random turns)
    {
        foreach (var worker in _workers)
            worker.Begin();
        while (!limits.IsCut && _workers.Where(worker => !worker.IsDone).ToList() is [_, ..] open)
            open[turns.Next(open.Count)].Step(epoch, limits);
    }
}
