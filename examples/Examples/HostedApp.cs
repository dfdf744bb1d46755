using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StreamFlow;
using StreamFlow.Basics.Console;
using StreamFlow.Basics.Rate;

namespace Examples;

/// <summary>A job in an application of its own: started and stopped with the host, options from its appsettings.json, dependencies from its services.</summary>
public static class HostedApp
{
    public static IHost Build(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddSingleton(new Threshold(900));
        builder.AddStreamFlow().AddJob<Ticks>(options => options.Trigger = Trigger.Every(TimeSpan.FromMilliseconds(100)));
        return builder.Build();
    }

    /// <summary>The application's other code sees its jobs through <see cref="StreamingQueries"/>.</summary>
    public static long RowsSeen(IHost host) =>
        host.Services.GetRequiredService<StreamingQueries>().Find("ticks")?.LastProgress?.RowsIn ?? 0;

    public sealed record Threshold(long Value);

    [StreamJob("ticks")]
    public sealed class Ticks(Threshold threshold) : IStreamJob
    {
        public void Define(StreamBuilder streams) =>
            streams.From(new RateSource { RowsPerSecond = 1000 })
                .Where(tick => tick.Value % 1000 >= threshold.Value)
                .To(new ConsoleSink<RateRow>());
    }
}
