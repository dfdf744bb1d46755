using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using StreamFlow;

namespace Microsoft.Extensions.Hosting;

/// <summary>Runs jobs in a .NET host.</summary>
public static class StreamFlowHostingExtensions
{
    /// <summary>Adds what jobs need; <see cref="StreamFlowBuilder.AddJob{TJob}"/> adds the jobs. May be called several times.</summary>
    public static StreamFlowBuilder AddStreamFlow(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton<StreamingQueries>();
        builder.Services.TryAddSingleton(TimeProvider.System);
        return new StreamFlowBuilder(builder.Services);
    }
}
