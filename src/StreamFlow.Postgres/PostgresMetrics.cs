using System.Diagnostics.Metrics;

namespace StreamFlow.Postgres;

/// <summary>What this project counts, under the meter <c>StreamFlow.Postgres</c>.</summary>
internal static class PostgresMetrics
{
    public const string MeterName = "StreamFlow.Postgres";
    private static readonly Meter Meter = new(MeterName);

    /// <summary>Transactions that were made again.</summary>
    public static Counter<long> Retries { get; } = Meter.CreateCounter<long>("streamflow.postgres.retries");

    /// <summary>Rows committed.</summary>
    public static Counter<long> Rows { get; } = Meter.CreateCounter<long>("streamflow.postgres.rows");

    /// <summary>Bytes of tuples committed.</summary>
    public static Counter<long> Bytes { get; } = Meter.CreateCounter<long>("streamflow.postgres.bytes");
}
