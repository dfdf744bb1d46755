using StreamFlow.Checkpoints.Storage;
using StreamFlow.Engine;

namespace StreamFlow.Configuration;

/// <summary>An author's options as the engine's.</summary>
internal static class EngineOptionsFactory
{
    public static EngineOptions Create(StreamJobOptions options, CheckpointStorage storage, int? rowsPerBatch = null)
    {
        var defaults = new EngineOptions { Storage = storage };
        return new EngineOptions
        {
            Storage = storage,
            Application = options.Application,
            Trigger = options.Trigger,
            Guarantee = options.Guarantee,
            CheckpointInterval = options.CheckpointInterval,
            Workers = options.Workers,
            MaxRowsPerEpoch = options.MaxRowsPerEpoch ?? defaults.MaxRowsPerEpoch,
            MaxRowsPerBatch = rowsPerBatch ?? defaults.MaxRowsPerBatch,
            FlushLog = options.FlushLog,
            AllowStateDrop = options.AllowStateDrop,
            RecoverOnly = options.RecoverOnly,
            FlushAtEnd = options.FlushAtEnd,
            StartFrom = options.StartFrom,
            AssumedSinks = options.AssumedSinks.ToDictionary(sink => sink.Key, sink => new EpochNumber(sink.Value), StringComparer.Ordinal),
            Settings = section => ConnectorSections.Find(options.Connectors, section),
            Time = options.Time,
            Loggers = options.Loggers,
        };
    }
}
