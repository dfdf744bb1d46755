using StreamFlow.Basics.Memory;
using StreamFlow.Plan.Nodes;
using static StreamFlow.Tests.Api.Definitions;

namespace StreamFlow.Tests.Api;

/// <summary>What is refused when a job is defined, before anything is opened.</summary>
public sealed class DefinitionTests
{
    private static readonly TimeSpan Ten = TimeSpan.FromSeconds(10);

    [Fact]
    public void A_window_needs_a_watermark()
    {
        var fault = Fault(streams => Read(streams).GroupBy(r => r.Name).Window(Window.Tumbling(Ten)).Select(w => new { w.Key }));
        Assert.Contains(".WithWatermark", fault.WayOut, StringComparison.Ordinal);
        Fault(streams => Read(streams).Window(Window.Tumbling(Ten)));
    }

    [Fact]
    public void In_a_union_every_stream_needs_a_watermark()
    {
        var fault = Fault(streams => Marked(streams, "a").Union(Read(streams, "b")).Window(Window.Tumbling(Ten)));
        Assert.Contains("union", fault.WayOut, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_watermark_is_refused() =>
        Assert.Contains("watermark already", Fault(streams => Marked(streams).WithWatermark(r => r.Ts, Ten)).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_job_without_a_sink_is_refused() =>
        Assert.Contains("no sink", Fault(streams => Read(streams)).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_stream_that_goes_nowhere_is_refused_by_its_way()
    {
        var fault = Fault(streams =>
        {
            var rows = Read(streams);
            rows.To(new MemorySink<Row>("out"));
            rows.Map(r => new Row(r.Name, r.Ts, 0));
        });
        Assert.Contains("in → map", fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_records_that_go_nowhere_are_refused()
    {
        var fault = Fault(streams => streams.From(new MemorySource<Row>("in"), out _).To(new MemorySink<Row>("out")));
        Assert.Contains("bad records of in", fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Late_rows_that_go_nowhere_are_refused()
    {
        var fault = Fault(streams => Marked(streams).GroupBy(r => r.Name).Window(Window.Tumbling(Ten)).LateRows(out _)
            .Select(w => new Counted(w.Key, w.Count())).To(new MemorySink<Counted>("out")));
        Assert.Contains("late rows", fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Late_rows_before_the_windows_Select_are_refused() =>
        Fault(streams =>
        {
            Marked(streams).Window(Window.Tumbling(Ten)).LateRows(out var late);
            late.To(new MemorySink<LateRow<Row>>("late"));
        });

    [Fact]
    public void A_group_without_Select_is_refused()
    {
        var fault = Fault(streams =>
        {
            var rows = Read(streams);
            rows.To(new MemorySink<Row>("out"));
            rows.GroupBy(r => r.Name);
        });
        Assert.Contains("has no Select", fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_sources_with_one_name_ask_for_names()
    {
        var fault = Fault(streams => Read(streams).Union(Read(streams)).To(new MemorySink<Row>("out")));
        Assert.Contains("name:", fault.WayOut, StringComparison.Ordinal);
        PlanOf(streams => Read(streams).Union(streams.From(new MemorySource<Row>("in"), name: "in-2")).To(new MemorySink<Row>("out")));
    }

    [Fact]
    public void Two_sinks_with_one_name_ask_for_names() =>
        Assert.Contains("name:", Fault(streams =>
        {
            var rows = Read(streams);
            rows.To(new MemorySink<Row>("out"));
            rows.To(new MemorySink<Row>("out"));
        }).WayOut, StringComparison.Ordinal);

    [Fact]
    public void Two_operators_with_one_derived_name_ask_for_names()
    {
        var fault = Fault(streams => TwoWindows(streams, second: null));
        Assert.Contains(".Named(", fault.WayOut, StringComparison.Ordinal);
        var plan = PlanOf(streams => TwoWindows(streams, "other"));
        Assert.Contains("other", plan.StatefulNodes.Select(node => node.Name));

        static void TwoWindows(StreamBuilder streams, string? second)
        {
            var rows = Marked(streams);
            rows.GroupBy(r => r.Name).Window(Window.Tumbling(Ten)).Select(w => new Counted(w.Key, w.Count())).To(new MemorySink<Counted>("a"));
            var window = rows.GroupBy(r => r.Name).Window(Window.Tumbling(Ten));
            (second is null ? window : window.Named(second)).Select(w => new Counted(w.Key, w.Count() * 2)).To(new MemorySink<Counted>("b"));
        }
    }

    [Fact]
    public void Updates_cannot_be_aggregated_again()
    {
        var fault = Fault(streams => Read(streams).GroupBy(r => r.Name).Select(g => new Counted(g.Key, g.Count()))
            .GroupBy(c => c.Name).Select(g => new Counted(g.Key, g.Count())).To(new MemorySink<Counted>("out")));
        Assert.Contains("updates", fault.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, 20, 0)]
    [InlineData(0, 0, 0)]
    [InlineData(10, 5, 5)]
    [InlineData(10, 5, -1)]
    public void A_window_that_leaves_gaps_or_has_no_size_is_refused(int size, int every, int offset) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Window.Hopping(TimeSpan.FromSeconds(size), TimeSpan.FromSeconds(every), TimeSpan.FromSeconds(offset)));

    [Fact]
    public void A_sinks_key_is_projected_beside_the_row()
    {
        var plan = PlanOf(streams => Read(streams).To(new StreamFlow.Kafka.KafkaSink<Row>("out") { Key = r => r.Name, Timestamp = r => r.Ts }));
        var project = Assert.IsType<ProjectNode>(Assert.Single(plan.Sinks).Inputs[0]);
        Assert.Equal(["name", "ts", "value", "$key", "$timestamp"], project.Schema.Fields.Select(field => field.Name));
        Assert.Equal(StreamFlow.Data.RecordPart.Key, project.Schema[3].Part);
    }

    [Theory]
    [InlineData(typeof(Nameless))]
    [InlineData(typeof(Misnamed))]
    public void A_job_needs_a_name_that_paths_and_transactions_can_carry(Type job) =>
        Assert.Throws<StreamFaultException>(() => StreamFlow.Definition.JobNames.Of(job));

    private static DataStream<Row> Read(StreamBuilder streams, string name = "in") => streams.From(new MemorySource<Row>(name));

    private static DataStream<Row> Marked(StreamBuilder streams, string name = "in") => Read(streams, name).WithWatermark(r => r.Ts, Ten);

    private sealed record Counted(string Name, long Count);

    private sealed class Nameless : IStreamJob
    {
        public void Define(StreamBuilder streams) => throw new NotSupportedException();
    }

    [StreamJob("a/b")]
    private sealed class Misnamed : IStreamJob
    {
        public void Define(StreamBuilder streams) => throw new NotSupportedException();
    }
}
