using System.Globalization;
using StreamFlow.Connectors;

namespace StreamFlow.Basics.Rate;

/// <summary>
/// Numbers at a steady rate, as Spark's source of this name: offset o of partition p is always the row with the value o × partitions + p.
/// A clock decides only how many of the rows exist by now, never what they hold, so the source can be replayed.
/// </summary>
public sealed class RateSource : SourceSpec<RateRow>
{
    public override string Name => "rate";

    /// <summary>Rows a second of the clock, over all partitions. More than 0; default 1.</summary>
    public double RowsPerSecond { get; init; } = 1;

    /// <summary>1 or more; default 1.</summary>
    public int Partitions { get; init; } = 1;

    /// <summary>The event time of the first row. Default 2026-01-01T00:00:00Z.</summary>
    public DateTimeOffset Start { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Seconds of event time a second of the clock. More than 0; default 1.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>How many rows there will ever be, over all partitions; null (the default) for no end.</summary>
    public long? RowCount { get; init; }

    /// <summary>Whether all rows exist from the beginning, so that a run ends with them however long they span. Needs <see cref="RowCount"/>. Default false.</summary>
    public bool AllAtOnce { get; init; }

    public override string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"rate {RowsPerSecond} rows/s over {Partitions} partitions from {Start.UtcDateTime:yyyy-MM-ddTHH:mm:ss.FFFFFF}Z, {Speed} s of event time a second{(RowCount is { } rows ? $", {rows} rows" : "")}");

    /// <exception cref="StreamFaultException">An option is out of its range.</exception>
    public override SourceConnection Open(ConnectorContext context)
    {
        Require(RowsPerSecond > 0 && double.IsFinite(RowsPerSecond), $"{nameof(RowsPerSecond)} is {RowsPerSecond}", "give a number above 0");
        Require(Speed > 0 && double.IsFinite(Speed), $"{nameof(Speed)} is {Speed}", "give a number above 0");
        Require(Partitions > 0, $"{nameof(Partitions)} is {Partitions}", "give 1 or more");
        Require(RowCount is null or >= 0, $"{nameof(RowCount)} is {RowCount}", "give 0 or more");
        Require(!AllAtOnce || RowCount is not null, $"{nameof(AllAtOnce)} without {nameof(RowCount)} would have no end", $"give a {nameof(RowCount)}");
        return new RateConnection(this, new RatePace(this, context.Time), context.StartFrom);

        void Require(bool holds, string problem, string wayOut)
        {
            if (!holds)
                throw StreamFaultException.User(string.Create(CultureInfo.InvariantCulture, $"the rate source's {problem}"), wayOut, context.Name);
        }
    }
}
