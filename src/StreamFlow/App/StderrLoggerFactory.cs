using Microsoft.Extensions.Logging;

namespace StreamFlow.App;

/// <summary>Log messages as lines on stderr. The console logger of the hosting packages starts a thread and takes longer to load than a job takes to start.</summary>
internal sealed class StderrLoggerFactory(LogLevel minimum, TimeProvider time) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new StderrLogger(categoryName, minimum, time);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("a host takes providers: AddStreamFlow()");

    public void Dispose()
    {
    }

    private sealed class StderrLogger(string category, LogLevel minimum, TimeProvider time) : ILogger
    {
        private readonly string _category = category[(category.LastIndexOf('.') + 1)..];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= minimum && logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;
            var line = $"{time.GetUtcNow():HH:mm:ss.fff} {logLevel.ToString().ToLowerInvariant(),-11} {_category}: {formatter(state, exception)}";
            Console.Error.WriteLine(exception is null || minimum > LogLevel.Debug ? line : $"{line}{Environment.NewLine}{exception}");
        }
    }
}
