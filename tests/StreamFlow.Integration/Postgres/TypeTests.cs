using System.Globalization;
using System.Text.Json;
using Npgsql;
using StreamFlow.Postgres;

namespace StreamFlow.Integration.Postgres;

/// <summary>What arrives is what was written: read back by Npgsql's own decoders, and as PostgreSQL writes it.</summary>
[Collection(RealPostgresTests.Name)]
public sealed class TypeTests(RealPostgres server)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    [PostgresFact]
    public async Task Every_type_arrives_as_it_was_written()
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        AllTypes[] rows = [.. Enumerable.Range(0, 500).Select(id => AllTypes.Random(random, id))];
        var tables = await bed.OpenAsync(1, new PostgresTable<AllTypes>("types") { CreateIfMissing = true });
        await tables.WholeAsync(1, rows);

        await using var connection = await bed.ConnectAsync();
        await using var command = new NpgsqlCommand("SELECT *, money::text, \"maybe_money\"::text FROM types ORDER BY id", connection);
        await using var reader = await command.ExecuteReaderAsync();
        foreach (var row in rows)
        {
            Assert.True(await reader.ReadAsync());
            Require(row, reader, seed);
        }

        Assert.False(await reader.ReadAsync());
    }

    [PostgresFact]
    public async Task The_table_that_is_created_has_the_types_that_are_promised()
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        await bed.OpenAsync(1, new PostgresTable<AllTypes>("types") { CreateIfMissing = true, UpsertOn = row => row.Id });

        Assert.Equal(
            [
                "id|integer|t", "flag|boolean|t", "signed8|smallint|t", "whole8|smallint|t", "signed16|smallint|t", "whole16|integer|t", "signed32|integer|t", "whole32|bigint|t",
                "signed64|bigint|t", "whole64|numeric|t", "real|real|t", "precise|double precision|t", "money|numeric|t", "text|text|t", "raw|bytea|t", "at|timestamp with time zone|t",
                "day|date|t", "took|interval|t", "key|uuid|t", "color|text|t", "rights|text|f", "home|jsonb|f", "numbers|jsonb|t",
                "maybe_flag|boolean|f", "maybe_number|bigint|f", "maybe_money|numeric|f", "maybe_at|timestamp with time zone|f", "maybe_text|text|f",
            ],
            await bed.QueryAsync("SELECT attname, format_type(atttypid, atttypmod), attnotnull FROM pg_attribute WHERE attrelid = 'types'::regclass AND attnum > 0 ORDER BY attnum"));
        Assert.Equal(["PRIMARY KEY (id)"], await bed.QueryAsync("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'types'::regclass"));
    }

    [PostgresFact]
    public async Task Wider_and_other_types_of_a_table_that_exists_take_the_values_too()
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        await bed.ExecuteAsync(
            """
            CREATE TYPE color AS ENUM ('Red', 'DarkBlue');
            CREATE DOMAIN percent AS numeric(5, 2) CHECK (VALUE <= 100);
            CREATE TABLE wide ("DeviceID" varchar(10), small bigint, exact numeric, share percent, measured double precision, kind color, kind_number integer, document jsonb,
                               json_text jsonb, plain json, padded char(4))
            """);
        var tables = await bed.OpenAsync(1, new PostgresTable<Wide>("WIDE"));
        await tables.WholeAsync(1, new Wide("d1", 5, -120_000, 99.5m, 0.5f, Color.DarkBlue, Color.Red, new Place("Ulm", null), "{\"b\": 1, \"a\": [2]}", [1, 2], "xy"));

        Assert.Equal(
            ["d1|5|-120000|99.50|0.5|DarkBlue|1|{\"city\": \"Ulm\", \"floor\": null}|{\"a\": [2], \"b\": 1}|[1,2]|xy  "],
            await bed.QueryAsync("SELECT * FROM wide"));
    }

    [PostgresFact]
    public async Task Numbers_that_are_none_and_infinite_ones_arrive()
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        var tables = await bed.OpenAsync(1, new PostgresTable<AllTypes>("types") { CreateIfMissing = true });
        await tables.WholeAsync(1, new AllTypes { Precise = double.NaN, Real = float.NegativeInfinity, Rights = (Rights)9, Color = (Color)100 });

        Assert.Equal(["NaN|-Infinity|9|100"], await bed.QueryAsync("SELECT precise, \"real\", rights, color FROM types"));
    }

    public sealed record Wide(string DeviceId, short Small, int Exact, decimal Share, float Measured, Color Kind, Color KindNumber, Place Document, string JsonText, int[] Plain, string Padded);

    private static void Require(AllTypes row, NpgsqlDataReader found, int seed)
    {
        void Same<T>(T expected, string column, Func<T, T>? normal = null)
        {
            var value = found.GetFieldValue<T>(found.GetOrdinal(column));
            Assert.True(EqualityComparer<T>.Default.Equals(normal is null ? expected : normal(expected), value), $"seed {seed}, row {row.Id}, {column}: {value} instead of {expected}");
        }

        void Nullable<T>(T? expected, string column)
            where T : struct
        {
            if (expected is { } value)
                Same(value, column);
            else
                Assert.True(found.IsDBNull(found.GetOrdinal(column)), $"seed {seed}, row {row.Id}, {column} is not null");
        }

        Same(row.Id, "id");
        Same(row.Flag, "flag");
        Same((short)row.Signed8, "signed8");
        Same((short)row.Whole8, "whole8");
        Same(row.Signed16, "signed16");
        Same((int)row.Whole16, "whole16");
        Same(row.Signed32, "signed32");
        Same((long)row.Whole32, "whole32");
        Same(row.Signed64, "signed64");
        Same((decimal)row.Whole64, "whole64");
        Same(row.Real, "real");
        Same(row.Precise, "precise");
        Same(row.Text, "text");
        Assert.Equal(row.Raw, found.GetFieldValue<byte[]>(found.GetOrdinal("raw")));
        Same(row.At, "at");
        Same(row.Day, "day");
        Same(row.Took, "took");
        Same(row.Key, "key");
        Same(row.Color.ToString(), "color");
        Assert.Equal(row.Rights?.ToString(), Text("rights"));
        Assert.Equal(row.Home, Text("home") is { } home ? JsonSerializer.Deserialize<Place>(home, Web) : null);
        Assert.Equal(row.Numbers, JsonSerializer.Deserialize<int[]>(Text("numbers")!));
        Nullable(row.MaybeFlag, "maybe_flag");
        Nullable(row.MaybeNumber, "maybe_number");
        Nullable(row.MaybeAt, "maybe_at");
        Assert.Equal(row.MaybeText, Text("maybe_text"));
        // As text, so that the scale counts: 1.50 is not 1.5.
        Assert.Equal(row.Money.ToString(CultureInfo.InvariantCulture), found.GetString(found.FieldCount - 2));
        Assert.Equal(row.MaybeMoney?.ToString(CultureInfo.InvariantCulture), found.IsDBNull(found.FieldCount - 1) ? null : found.GetString(found.FieldCount - 1));

        string? Text(string column) => found.IsDBNull(found.GetOrdinal(column)) ? null : found.GetString(found.GetOrdinal(column));
    }
}
