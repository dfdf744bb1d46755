namespace StreamFlow.Testing.Conformance.Sinks;

/// <summary>Rows come back as they were, in every column that the target holds.</summary>
internal static class TypeChecks
{
    private static readonly EpochNumber One = new(1);

    public static Task Every_type_comes_back(SinkBench bench) => RoundTripAsync(bench, target => target.NewRows(One, 20));

    public static Task First_and_last_values_come_back(SinkBench bench) => RoundTripAsync(bench, target => [.. ConformanceRows.Extremes.Select(target.WithNewId)]);

    public static Task Odd_texts_come_back(SinkBench bench) => RoundTripAsync(
        bench, target => [.. ConformanceRows.Texts.Select(text => target.WithNewId(new ConformanceRow { Id = 0, Text = text, MaybeText = text }))]);

    public static Task Null_is_not_a_value(SinkBench bench) => RoundTripAsync(bench, target =>
    [
        target.WithNewId(new ConformanceRow { Id = 0 }),
        target.WithNewId(new ConformanceRow
        {
            Id = 0, MaybeFlag = false, MaybeWhole = 0, MaybeRatio = 0, MaybePrice = 0, MaybeText = "", MaybeAt = DateTimeOffset.UnixEpoch, MaybeDay = DateOnly.FromDateTime(DateTime.UnixEpoch),
            MaybeTook = TimeSpan.Zero, MaybeKey = Guid.Empty, MaybeBytes = [], Part = new ConformancePart("", 0),
        }),
    ]);

    private static async Task RoundTripAsync(SinkBench bench, Func<SinkTarget, IReadOnlyList<ConformanceRow>> make)
    {
        var target = bench.NewTarget();
        var start = await bench.OpenFirstAsync(target).ConfigureAwait(false);
        await start.RunEpochAsync(One, make(target)).ConfigureAwait(false);
        await target.RequireRowsAsync("after the epoch").ConfigureAwait(false);
    }
}
