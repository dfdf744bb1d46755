using StreamFlow.Postgres;

namespace StreamFlow.Integration.Postgres;

/// <summary>A row that the table refuses is named when the epoch is staged, so before it is logged; the table is as it was.</summary>
[Collection(RealPostgresTests.Name)]
public sealed class ConstraintTests(RealPostgres server)
{
    public sealed record Order(long Id, string? Customer, decimal Amount);

    [PostgresTheory]
    [InlineData("id bigint PRIMARY KEY, customer text, amount numeric", "(id = 5, customer = five, amount = 5)", "items_pkey", "(id)=(5) already exists")]
    [InlineData("id bigint, customer text NOT NULL, amount numeric", "(id = 7, customer = null, amount = 7)", "violates not-null constraint (column customer)", "")]
    [InlineData("id bigint, customer text, amount numeric CHECK (amount < 9)", "(id = 9, customer = nine, amount = 9)", "items_amount_check", "")]
    [InlineData("id bigint, customer varchar(4), amount numeric", "(id = 3, customer = three, amount = 3)", "value too long for type character varying(4)", "")]
    [InlineData("id bigint, customer text, amount numeric(1, 0)", "(id = 10, customer = ten, amount = 10)", "numeric field overflow", "")]
    public async Task A_copied_row_is_named_by_its_values(string columns, string row, string what, string detail)
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        await bed.ExecuteAsync($"CREATE TABLE items ({columns})");
        var tables = await bed.OpenAsync(1, new PostgresTable<Order>("items"));
        await tables.WriteAsync(1, Orders());

        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => tables.StageAsync(1));

        Assert.Equal(FaultOrigin.User, fault.Origin);
        Assert.Contains($"table {bed.Schema}.items refuses a row {row}", fault.Problem, StringComparison.Ordinal);
        Assert.Contains(what, fault.Problem, StringComparison.Ordinal);
        Assert.Contains(detail, fault.Problem, StringComparison.Ordinal);
        Assert.NotNull(fault.WayOut);
        await RequireNothingAsync(bed, tables);
    }

    [PostgresTheory]
    [InlineData("id bigint PRIMARY KEY, customer text UNIQUE, amount numeric", "Key (customer)=(five) already exists")]
    [InlineData("id bigint PRIMARY KEY, customer text NOT NULL, amount numeric", "Failing row contains (7, null, 7)")]
    [InlineData("id bigint PRIMARY KEY, customer text UNIQUE DEFERRABLE INITIALLY DEFERRED, amount numeric", "Key (customer)=(five) already exists")]
    [InlineData("id bigint PRIMARY KEY, customer text REFERENCES customers DEFERRABLE INITIALLY DEFERRED, amount numeric", "Key (customer)=(ten) is not present in table \"customers\"")]
    public async Task A_merged_row_and_a_deferred_constraint_are_named_by_the_database(string columns, string detail)
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        await bed.ExecuteAsync("CREATE TABLE customers (name text PRIMARY KEY); INSERT INTO customers VALUES ('one'), ('two'), ('three'), ('four'), ('five'), ('six'), ('seven'), ('8'), ('nine')");
        await bed.ExecuteAsync($"CREATE TABLE items ({columns})");
        var tables = await bed.OpenAsync(1, new PostgresTable<Order>("items") { UpsertOn = order => order.Id });
        var distinct = Orders().DistinctBy(order => order.Id);
        await tables.WriteAsync(1, [.. distinct, new Order(100, "five", 1)]);

        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => tables.StageAsync(1));

        Assert.Contains($"{bed.Schema}.items refuses a row", fault.Problem, StringComparison.Ordinal);
        Assert.Contains(detail, fault.Problem, StringComparison.Ordinal);
        await RequireNothingAsync(bed, tables);
    }

    [PostgresFact]
    public async Task A_row_without_its_key_is_refused_where_it_is_written()
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        await bed.ExecuteAsync("CREATE TABLE items (id bigint, customer text UNIQUE, amount numeric)");
        var tables = await bed.OpenAsync(1, new PostgresTable<Order>("items") { UpsertOn = order => order.Customer });

        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => tables.WriteAsync(1, new Order(1, "a", 1), new Order(2, null, 1)));

        Assert.Contains("a row has no 'customer'", fault.Problem, StringComparison.Ordinal);
        await RequireNothingAsync(bed, tables);
    }

    // 5 comes twice, 7 has no customer, and the last one is the largest.
    private static Order[] Orders() =>
    [
        new(1, "one", 1), new(2, "two", 2), new(4, "four", 4), new(5, "five", 5), new(6, "six", 6), new(5, "five", 5), new(7, null, 7), new(8, "8", 8), new(9, "nine", 9), new(10, "ten", 10), new(3, "three", 3),
    ];

    /// <summary>The epoch can be made again with other rows, as if nothing had been.</summary>
    private static async Task RequireNothingAsync(PostgresTestBed bed, OpenTables tables)
    {
        await tables.Committer.AbortAsync(default);
        Assert.Equal(["0"], await bed.QueryAsync("SELECT count(*) FROM items"));
        await tables.WholeAsync(1, new Order(1, "one", 1));
        Assert.Equal(["1|1"], await bed.QueryAsync("SELECT id, (SELECT epoch FROM streamflow_epochs) FROM items"));
    }
}
