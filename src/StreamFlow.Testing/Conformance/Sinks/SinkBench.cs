namespace StreamFlow.Testing.Conformance.Sinks;

/// <summary>What a check works with: targets, and the starts that it opened on them, which are all closed at its end.</summary>
internal sealed class SinkBench(SinkConformance kit) : IAsyncDisposable
{
    private readonly List<SinkStart> _starts = [];

    public SinkConformance Kit => kit;

    /// <summary>A target that nothing has written.</summary>
    public SinkTarget NewTarget() => NewTargets(1)[0];

    /// <summary>Targets of one job.</summary>
    public IReadOnlyList<SinkTarget> NewTargets(int count)
    {
        var job = $"c{Guid.NewGuid().ToString("N")[..12]}";
        return [.. Enumerable.Range(0, count).Select(index => new SinkTarget(kit, kit.CreateSink($"{job}_{index}"), job))];
    }

    /// <summary>Opens a start on a target, with a newer generation than all before it.</summary>
    public Task<SinkStart> OpenAsync(SinkTarget target, int writers = 1) => OpenAsync([target], target.NextGeneration(), writers);

    /// <summary>What a committer that is not open yet tells of the generations before.</summary>
    public Task<Generation> AskLastGenerationAsync(SinkTarget target)
    {
        var start = new SinkStart(kit, [target], default);
        _starts.Add(start);
        return start.GetLastGenerationAsync();
    }

    /// <summary>Opens a start on targets of one commit group.</summary>
    public async Task<SinkStart> OpenAsync(IReadOnlyList<SinkTarget> targets, Generation generation, int writers = 1)
    {
        var start = new SinkStart(kit, targets, generation);
        _starts.Add(start);
        await start.OpenAsync(writers).ConfigureAwait(false);
        return start;
    }

    /// <summary>Opens a start on a new target and makes its marker durable, as recovery does for a sink that is new.</summary>
    public async Task<SinkStart> OpenFirstAsync(SinkTarget target, int writers = 1)
    {
        var start = await OpenAsync(target, writers).ConfigureAwait(false);
        await start.SetMarkerAsync(EpochNumber.None).ConfigureAwait(false);
        return start;
    }

    /// <summary>Opens a start on a target that a start before it left, and requires of it what the target must hold.</summary>
    public async Task<SinkStart> ReopenAsync(SinkTarget target, string after)
    {
        var start = await OpenAsync(target).ConfigureAwait(false);
        start.RequireMarker(SinkMarker.At(target.Held), after);
        await target.RequireRowsAsync(after).ConfigureAwait(false);
        return start;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var start in _starts)
            await start.CloseQuietlyAsync().ConfigureAwait(false);
    }
}
