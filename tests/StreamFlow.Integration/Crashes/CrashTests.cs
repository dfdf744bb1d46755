using System.Collections.Concurrent;
using StreamFlow.Integration.Kafka;
using StreamFlow.Integration.Pipelines;
using Xunit.Abstractions;

namespace StreamFlow.Integration.Crashes;

/// <summary>A few runs of each kind; <c>./crash</c> makes any number.</summary>
public sealed class CrashTests(CrashTests.Beds beds, ITestOutputHelper output) : IClassFixture<CrashTests.Beds>
{
    private readonly int _seed = Seed.Print(output);

    [CrashTheory]
    [InlineData("kill", 2)]
    [InlineData("commit", 2)]
    [InlineData("stop", 1)]
    [InlineData("zombie", 1)]
    [InlineData("kafka-reply", 1)]
    [InlineData("broker", 1)]
    [InlineData("leader", 1)]
    [InlineData("coordinator", 1)]
    public Task The_sinks_hold_what_linq_says_after(string kind, int runs) => RunAsync(kind, runs);

    [CrashTheory(needsPostgres: true)]
    [InlineData("none", 1)]
    [InlineData("postgres", 1)]
    [InlineData("postgres-reply", 1)]
    public Task Topic_table_and_files_hold_what_linq_says_after(string kind, int runs) => RunAsync(kind, runs);

    private async Task RunAsync(string kind, int runs)
    {
        var bed = await beds.OfAsync(CrashKind.Of(kind), _seed);
        for (var run = 0; run < runs; run++)
        {
            var outcome = await CrashOutcome.OfRunAsync(bed, CrashKind.Of(kind), _seed + run);
            output.WriteLine(outcome.ToString());
            Assert.True(outcome.Failure is null, $"{outcome}\n{outcome.Failure}");
        }
    }

    /// <summary>Servers, started with the first test that needs them.</summary>
    public sealed class Beds : IAsyncLifetime
    {
        private readonly ConcurrentDictionary<int, Task<CrashBed>> _byNodes = [];

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task DisposeAsync()
        {
            foreach (var bed in _byNodes.Values)
                await (await bed).DisposeAsync();
        }

        internal Task<CrashBed> OfAsync(CrashKind kind, int seed) => _byNodes.GetOrAdd(kind.Nodes, nodes => CrashBed.StartAsync(nodes, seed));
    }
}
