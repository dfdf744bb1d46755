using System.Diagnostics.Metrics;
using Npgsql;
using StreamFlow.Postgres;

namespace StreamFlow.Integration.Postgres;

/// <summary>Conflicts with the transactions of others pass: the epoch's transaction is made again.</summary>
[Collection(RealPostgresTests.Name)]
public sealed class ConflictTests(RealPostgres server)
{
    public sealed record Item(long Id, string Text);

    private static PostgresTable<Item> Upsert => new("items") { CreateIfMissing = true, UpsertOn = item => item.Id };

    [PostgresFact]
    public async Task A_serialization_failure_is_tried_again()
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        bed.Settings["Options"] = "-c default_transaction_isolation=repeatable\\ read";
        var tables = await bed.OpenAsync(1, Upsert);
        await tables.WholeAsync(1, new Item(1, "a"), new Item(2, "a"));
        using var retries = new RetryCount();
        var other = await bed.ConnectAsync();
        await using (var transaction = await other.BeginTransactionAsync())
        {
            await new NpgsqlCommand("UPDATE items SET text = 'other' WHERE id = 1", other, transaction).ExecuteNonQueryAsync();
            await tables.WriteAsync(2, new Item(1, "b"), new Item(3, "b"));
            var staging = tables.StageAsync(2);
            // The snapshot is older than the other's commit once our session waits for its row.
            await WaitingAsync(bed);
            await transaction.CommitAsync();
            await staging;
        }

        await tables.CommitAsync(2);

        Assert.Equal(["1b,2a,3b"], await bed.QueryAsync("SELECT string_agg(id || text, ',' ORDER BY id) FROM items"));
        Assert.True(retries.Count > 0);
        Assert.Contains(bed.Log.Lines, line => line.StartsWith("5001", StringComparison.Ordinal) && line.Contains("could not serialize access", StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task A_deadlock_is_tried_again()
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        var tables = await bed.OpenAsync(1, Upsert);
        await tables.WholeAsync(1, new Item(1, "a"), new Item(2, "a"));
        bed.Settings["Options"] = "-c deadlock_timeout=50ms";
        tables = await bed.OpenAsync(2, Upsert);
        var other = await bed.ConnectAsync();
        await using (var transaction = await other.BeginTransactionAsync())
        {
            // Keys are merged in their order: the other has 2 and asks for 1, we have 1 and ask for 2.
            await new NpgsqlCommand("SET LOCAL deadlock_timeout = '1h'; UPDATE items SET text = 'other' WHERE id = 2", other, transaction).ExecuteNonQueryAsync();
            await tables.WriteAsync(2, new Item(2, "b"), new Item(1, "b"));
            var staging = tables.StageAsync(2);
            await WaitingAsync(bed);
            await new NpgsqlCommand("UPDATE items SET text = 'other' WHERE id = 1", other, transaction).ExecuteNonQueryAsync();
            await transaction.CommitAsync();
            await staging;
        }

        await tables.CommitAsync(2);

        Assert.Equal(["1b,2b"], await bed.QueryAsync("SELECT string_agg(id || text, ',' ORDER BY id) FROM items"));
        Assert.Contains(bed.Log.Lines, line => line.StartsWith("5001", StringComparison.Ordinal) && line.Contains("deadlock detected", StringComparison.Ordinal));
    }

    /// <summary>Until one of our sessions waits for a lock.</summary>
    private static async Task WaitingAsync(PostgresTestBed bed)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await bed.QueryAsync("SELECT 1 FROM pg_stat_activity WHERE application_name LIKE 'streamflow g%' AND wait_event_type = 'Lock'")).Count == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
    }

    /// <summary>The counter of retries, as a monitoring agent reads it.</summary>
    private sealed class RetryCount : IDisposable
    {
        private readonly MeterListener _listener = new();
        private long _count;

        public RetryCount()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "streamflow.postgres.retries")
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref _count, value));
            _listener.Start();
        }

        public long Count => Interlocked.Read(ref _count);

        public void Dispose() => _listener.Dispose();
    }
}
