using System.Text.Json;
using Npgsql;
using StreamFlow.Testing.Conformance;

namespace StreamFlow.Integration.Postgres;

/// <summary>Reads a table of the kit's rows by Npgsql, column by column.</summary>
internal static class ConformanceTable
{
    public static async Task<IReadOnlyList<ConformanceRow>> ReadAsync(NpgsqlConnection connection, string table)
    {
        await using var command = new NpgsqlCommand($"SELECT * FROM \"{table}\"", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<ConformanceRow>();
        while (await reader.ReadAsync())
            rows.Add(Row(reader));
        return rows;
    }

    private static ConformanceRow Row(NpgsqlDataReader reader)
    {
        T Get<T>(string column) => reader.GetFieldValue<T>(reader.GetOrdinal(column));
        bool Has(string column) => !reader.IsDBNull(reader.GetOrdinal(column));
        T? Maybe<T>(string column)
            where T : struct => Has(column) ? Get<T>(column) : null;
        T Json<T>(string column) => JsonSerializer.Deserialize<T>(Get<string>(column), JsonSerializerOptions.Web)!;
        return new ConformanceRow
        {
            Id = Get<long>("id"),
            Epoch = Get<long>("epoch"),
            Writer = Get<long>("writer"),
            Flag = Get<bool>("flag"),
            Small = Get<short>("small"),
            Whole = Get<int>("whole"),
            Large = Get<long>("large"),
            Share = Get<float>("share"),
            Ratio = Get<double>("ratio"),
            Price = Get<decimal>("price"),
            Text = Get<string>("text"),
            At = Get<DateTimeOffset>("at"),
            Day = Get<DateOnly>("day"),
            Took = Get<TimeSpan>("took"),
            Key = Get<Guid>("key"),
            Bytes = Get<byte[]>("bytes"),
            MaybeFlag = Maybe<bool>("maybe_flag"),
            MaybeWhole = Maybe<int>("maybe_whole"),
            MaybeRatio = Maybe<double>("maybe_ratio"),
            MaybePrice = Maybe<decimal>("maybe_price"),
            MaybeText = Has("maybe_text") ? Get<string>("maybe_text") : null,
            MaybeAt = Maybe<DateTimeOffset>("maybe_at"),
            MaybeDay = Maybe<DateOnly>("maybe_day"),
            MaybeTook = Maybe<TimeSpan>("maybe_took"),
            MaybeKey = Maybe<Guid>("maybe_key"),
            MaybeBytes = Has("maybe_bytes") ? Get<byte[]>("maybe_bytes") : null,
            Part = Has("part") ? Json<ConformancePart>("part") : null,
            Numbers = Json<int[]>("numbers"),
        };
    }
}
