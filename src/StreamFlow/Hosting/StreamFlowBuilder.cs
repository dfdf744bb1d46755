using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamFlow;
using StreamFlow.Configuration;
using StreamFlow.Definition;
using StreamFlow.Hosting;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds jobs to a host.</summary>
public sealed class StreamFlowBuilder
{
    internal StreamFlowBuilder(IServiceCollection services) => Services = services;

    public IServiceCollection Services { get; }

    /// <summary>
    /// Runs a job while the host runs: started with it, ended gracefully with it. Options come from the section <c>StreamFlow</c> (and <c>StreamFlow:Jobs:&lt;job&gt;</c>),
    /// then from <paramref name="configure"/>. A job that fails is logged and stops the host, with exit code 1.
    /// </summary>
    /// <typeparam name="TJob">The job; its constructor parameters come from the services.</typeparam>
    /// <exception cref="StreamFaultException">The class has no <see cref="StreamJobAttribute"/>.</exception>
    public StreamFlowBuilder AddJob<TJob>(Action<StreamJobOptions>? configure = null)
        where TJob : class, IStreamJob
    {
        var name = JobNames.Of(typeof(TJob));
        Services.AddOptions<StreamJobOptions>(name)
            .Configure<IConfiguration, IHostEnvironment, ILoggerFactory, TimeProvider>((options, configuration, environment, loggers, time) =>
            {
                OptionsBinder.Bind(options, configuration, name, environment.ContentRootPath);
                options.Loggers = loggers;
                options.Time = time;
                configure?.Invoke(options);
            })
            .ValidateDataAnnotations()
            .ValidateOnStart();
        Services.AddSingleton<IHostedService>(services => new StreamJobService(
            name,
            () => ActivatorUtilities.CreateInstance<TJob>(services),
            services.GetRequiredService<IOptionsMonitor<StreamJobOptions>>(),
            services.GetRequiredService<StreamingQueries>(),
            services.GetRequiredService<ILogger<StreamJobService>>()));
        return this;
    }
}
