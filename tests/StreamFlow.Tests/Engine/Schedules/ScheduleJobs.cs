namespace StreamFlow.Tests.Engine.Schedules;

/// <summary>Jobs whose committed rows must not depend on how they are run.</summary>
internal static class ScheduleJobs
{
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Ten = TimeSpan.FromSeconds(10);

    public static IReadOnlyList<(string Name, Action<StreamBuilder, ScheduleWorld> Define)> All { get; } =
    [
        ("filter and map", FilterAndMap),
        ("tumbling", Tumbling),
        ("hopping", Hopping),
        ("windows after windows", WindowsAfterWindows),
        ("updates", Updates),
        ("window updates", WindowUpdates),
        ("allowed lateness", AllowedLateness),
        ("allowed lateness on update", AllowedLatenessOnUpdate),
        ("two ways of one source", TwoWays),
        ("united with itself", UnitedWithItself),
        ("two sources", TwoSources),
        ("a window and a source", WindowAndSource),
        ("bad records in windows", BadRecordsInWindows),
        ("bad records beside good ones", BadRecordsUnited),
    ];

    public static void FilterAndMap(StreamBuilder streams, ScheduleWorld world) =>
        streams.From(world.Left).Where(row => row.Value % 3 != 0).FlatMap(Notes).To(world.Sink<Note>("notes"));

    public static void Tumbling(StreamBuilder streams, ScheduleWorld world)
    {
        Totals(streams.From(world.Left).WithWatermark(row => row.At, Lag).GroupBy(row => row.Key).Window(Window.Tumbling(Ten)).LateRows(out var late))
            .To(world.Sink<Total>("totals"));
        Late(late, world);
    }

    private static void Hopping(StreamBuilder streams, ScheduleWorld world)
    {
        Totals(streams.From(world.Left).WithWatermark(row => row.At, Lag).GroupBy(row => row.Key).Window(Window.Hopping(Ten, TimeSpan.FromSeconds(4))).LateRows(out var late))
            .To(world.Sink<Total>("totals"));
        Late(late, world);
    }

    private static void WindowsAfterWindows(StreamBuilder streams, ScheduleWorld world)
    {
        var totals = Totals(streams.From(world.Left).WithWatermark(row => row.At, Lag).GroupBy(row => row.Key).Window(Window.Tumbling(Ten)));
        totals.To(world.Sink<Total>("totals"));
        totals.GroupBy(row => row.Key).Window(Window.Hopping(TimeSpan.FromSeconds(30), Ten))
            .Select(window => new Total(window.Key, window.End, window.Count(), window.Sum(row => row.Sum), window.Sum(row => row.Weight)))
            .To(world.Sink<Total>("half minutes"));
    }

    private static void Updates(StreamBuilder streams, ScheduleWorld world) =>
        streams.From(world.Left).GroupBy(row => row.Key)
            .Select(group => new Running(group.Key, group.Count(), group.Sum(row => row.Weight)))
            .To(world.Updates<Running>("running", row => row.Key));

    private static void WindowUpdates(StreamBuilder streams, ScheduleWorld world) =>
        Totals(streams.From(world.Left).WithWatermark(row => row.At, Lag).GroupBy(row => row.Key).Window(Window.Hopping(Ten, TimeSpan.FromSeconds(5))).Emit(EmitMode.OnUpdate))
            .To(world.Updates<Total>("totals", row => (row.Key, row.End)));

    private static void AllowedLateness(StreamBuilder streams, ScheduleWorld world)
    {
        Totals(streams.From(world.Left).WithWatermark(row => row.At, Lag).GroupBy(row => row.Key).Window(Window.Tumbling(Ten)).AllowLateness(Allowed).LateRows(out var late))
            .To(world.Updates<Total>("totals", row => (row.Key, row.End)));
        Late(late, world);
    }

    private static void AllowedLatenessOnUpdate(StreamBuilder streams, ScheduleWorld world)
    {
        var rows = streams.From(world.Left).WithWatermark(row => row.At, Lag).Union(streams.From(world.Right).WithWatermark(row => row.At, TimeSpan.Zero)).GroupBy(row => row.Key);
        Totals(rows.Window(Window.Hopping(Ten, TimeSpan.FromSeconds(4))).AllowLateness(Allowed).Named("closed")).To(world.Updates<Total>("closed", row => (row.Key, row.End)));
        Totals(rows.Window(Window.Hopping(Ten, TimeSpan.FromSeconds(5))).Emit(EmitMode.OnUpdate).AllowLateness(Allowed).Named("updated"))
            .To(world.Updates<Total>("updated", row => (row.Key, row.End)));
    }

    private static void TwoWays(StreamBuilder streams, ScheduleWorld world)
    {
        var rows = streams.From(world.Left);
        var few = rows.Where(row => row.Value > 95);
        var others = rows.Where(row => row.Value < 90);
        Totals(few.Union(others).WithWatermark(row => row.At, Lag).GroupBy(row => row.Key).Window(Window.Tumbling(Ten)).Named("both")).To(world.Sink<Total>("both"));
        Totals(few.WithWatermark(row => row.At, TimeSpan.Zero).GroupBy(row => row.Key).Window(Window.Tumbling(Ten)).Named("few")).To(world.Sink<Total>("few"));
    }

    private static void UnitedWithItself(StreamBuilder streams, ScheduleWorld world)
    {
        var rows = streams.From(world.Left).WithWatermark(row => row.At, Lag);
        Totals(rows.Union(rows).GroupBy(row => row.Key).Window(Window.Tumbling(Ten)).LateRows(out var late)).To(world.Sink<Total>("totals"));
        Late(late, world);
    }

    private static void TwoSources(StreamBuilder streams, ScheduleWorld world)
    {
        var left = streams.From(world.Left).WithWatermark(row => row.At, Lag);
        var right = streams.From(world.Right).WithWatermark(row => row.At, TimeSpan.FromSeconds(8));
        Totals(left.Union(right).GroupBy(row => row.Key).Window(Window.Tumbling(Ten)).LateRows(out var late)).To(world.Sink<Total>("totals"));
        Late(late, world);
        left.Union(right).Select(row => new Note(row.Key, row.Value)).To(world.Sink<Note>("notes"));
    }

    private static void WindowAndSource(StreamBuilder streams, ScheduleWorld world)
    {
        var totals = Totals(streams.From(world.Left).WithWatermark(row => row.At, Lag).GroupBy(row => row.Key).Window(Window.Tumbling(Ten)));
        var right = streams.From(world.Right).WithWatermark(row => row.At, Lag).Select(row => new Total(row.Key, row.At, 1, row.Value, row.Weight));
        totals.Union(right).GroupBy(row => row.Key).Window(Window.Tumbling(TimeSpan.FromSeconds(20)))
            .Select(window => new Total(window.Key, window.End, window.Count(), window.Sum(row => row.Sum), window.Sum(row => row.Weight)))
            .To(world.Sink<Total>("twenties"));
    }

    private static void BadRecordsInWindows(StreamBuilder streams, ScheduleWorld world)
    {
        Totals(streams.From(world.Left, out var bad).WithWatermark(row => row.At, Lag).GroupBy(row => row.Key).Window(Window.Tumbling(Ten))).To(world.Sink<Total>("totals"));
        bad.WithWatermark(row => row.Timestamp, Lag).GroupBy(row => row.Source).Window(Window.Tumbling(TimeSpan.FromSeconds(5))).LateRows(out var late)
            .Select(window => new Total(window.Key, window.End, window.Count(), window.Sum(row => row.Offset), 0)).To(world.Sink<Total>("bad"));
        late.Select(one => new LateNote(one.Row.Source, one.Row.Offset, one.Watermark, one.LateBy, one.Position.Offset)).To(world.Sink<LateNote>("late"));
    }

    private static void BadRecordsUnited(StreamBuilder streams, ScheduleWorld world)
    {
        var good = streams.From(world.Left, out var bad).WithWatermark(row => row.At, Lag).Select(row => new Note(row.Key, row.Value));
        var wrong = bad.WithWatermark(row => row.Timestamp, TimeSpan.Zero).Select(row => new Note(row.Source, row.Offset));
        good.Union(wrong).GroupBy(row => row.Key).Window(Window.Tumbling(Ten))
            .Select(window => new Total(window.Key, window.End, window.Count(), window.Sum(row => row.Value), 0)).To(world.Sink<Total>("totals"));
    }

    private static DataStream<Total> Totals(WindowedStream<string, Happening> windows) =>
        windows.Select(window => new Total(window.Key, window.End, window.Count(), window.Sum(row => row.Value), window.Sum(row => row.Weight)));

    private static void Late(DataStream<LateRow<Happening>> late, ScheduleWorld world) =>
        late.Select(one => new LateNote(one.Row.Key, one.Row.Value, one.Watermark, one.LateBy, one.Position.Offset)).To(world.Sink<LateNote>("late"));

    private static IEnumerable<Note> Notes(Happening row)
    {
        for (var i = 0; i < row.Value % 3; i++)
            yield return new Note(row.Key, row.Value + i);
    }
}
