using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StreamFlow.Basics.Memory;

namespace StreamFlow.Tests.Hosting;

public sealed class HostedJobTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("streamflow-hosting-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_job_runs_as_long_as_its_host()
    {
        var numbers = new MemorySource<Number>("numbers");
        var doubles = new MemorySink<Number>("doubles");
        using var host = Build(new Connections(numbers, doubles), options => options.Trigger = Trigger.Every(TimeSpan.Zero));
        await host.StartAsync();
        var query = await StartedAsync(host);
        numbers.Add(0, new Number(1), new Number(2));
        await query.ProcessAllAvailableAsync();
        Assert.Equal([2, 4], doubles.Committed.Select(number => number.Value));
        await host.StopAsync();
        Assert.Equal(QueryState.Stopped, query.State);
        Assert.NotEmpty(_folder.GetFiles("*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_job_that_fails_stops_its_host()
    {
        var numbers = new MemorySource<Number>("numbers");
        numbers.Add(0, new Number(-1));
        using var host = Build(new Connections(numbers, new MemorySink<Number>("doubles")), options => options.Trigger = Trigger.Every(TimeSpan.Zero));
        var stopping = new TaskCompletionSource();
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);
        var code = Environment.ExitCode;
        try
        {
            await host.StartAsync();
            await stopping.Task.WaitAsync(TimeSpan.FromSeconds(30));
            Assert.Equal(1, Environment.ExitCode);
        }
        finally
        {
            Environment.ExitCode = code;
        }
    }

    [Fact]
    public async Task Options_that_do_not_hold_end_the_start()
    {
        using var host = Build(new Connections(new MemorySource<Number>("numbers"), new MemorySink<Number>("doubles")), options => options.Workers = 0);
        await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync());
    }

    private IHost Build(Connections connections, Action<StreamJobOptions> configure)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = _folder.FullName, DisableDefaults = true });
        builder.Services.AddSingleton(connections);
        builder.AddStreamFlow().AddJob<Doubling>(configure);
        return builder.Build();
    }

    /// <summary>The query appears as its service starts; the host does not wait for that.</summary>
    private static async Task<StreamingQuery> StartedAsync(IHost host)
    {
        var queries = host.Services.GetRequiredService<StreamingQueries>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (queries.Find("hosted-doubling") is not { State: QueryState.Running })
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        return queries.Find("hosted-doubling")!;
    }

    public sealed record Number(long Value);

    /// <summary>What the job gets from the services.</summary>
    internal sealed record Connections(MemorySource<Number> Source, MemorySink<Number> Sink);

    [StreamJob("hosted-doubling")]
    internal sealed class Doubling(Connections connections) : IStreamJob
    {
        public void Define(StreamBuilder streams) =>
            streams.From(connections.Source)
                .Map(number => number.Value < 0 ? throw new ArgumentException("negative") : new Number(number.Value * 2))
                .To(connections.Sink);
    }
}
