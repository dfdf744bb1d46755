using System.Reflection;
using StreamFlow.Basics.Memory;
using StreamFlow.Connectors;
using StreamFlow.Testing;
using StreamFlow.Testing.Conformance;

namespace StreamFlow.Tests.Testing.Conformance;

/// <summary>The sources and sinks of a job's test as a query sees them: only JobTest makes them, so they are reached by reflection.</summary>
internal static class TestDoubles
{
    public static TestSource<ConformanceRow> Source(string name, int partitions) => Make<TestSource<ConformanceRow>>(name, partitions, TimeProvider.System);

    public static TestSink<ConformanceRow> Sink(string name) => Make<TestSink<ConformanceRow>>(name);

    public static SourceSpec<ConformanceRow> SpecOf(TestSource<ConformanceRow> source) => (SourceSpec<ConformanceRow>)Replace(source, new MemorySource<ConformanceRow>(source.Name));

    public static SinkSpec<ConformanceRow> SpecOf(TestSink<ConformanceRow> sink) => (SinkSpec<ConformanceRow>)Replace(sink, new MemorySink<ConformanceRow>(sink.Name));

    private static T Make<T>(params object[] arguments) => (T)Activator.CreateInstance(typeof(T), BindingFlags.Instance | BindingFlags.NonPublic, null, arguments, null)!;

    private static object Replace(object made, object replaced) => made.GetType().GetInterfaces().Single().GetMethod("Replace")!.Invoke(made, [replaced])!;
}
