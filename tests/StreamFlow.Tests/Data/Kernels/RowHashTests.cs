using StreamFlow.Data;
using StreamFlow.Data.Kernels;

namespace StreamFlow.Tests.Data.Kernels;

public sealed class RowHashTests
{
    private static readonly DataType Nested = DataType.Struct([new Field("n", DataType.Int32), new Field("l", DataType.List(DataType.String, true))]);
    private static readonly RowSchema Schema = new(
        [new Field("a", DataType.Int64), new Field("b", DataType.String), new Field("c", DataType.Double), new Field("d", Nested), new Field("e", DataType.Boolean)]);

    [Fact]
    public void The_sum_depends_neither_on_order_nor_on_batches()
    {
        var all = Batch(100, 1);
        var whole = new RowHash().SumOfHashes(all);
        var order = Enumerable.Range(0, 100).ToArray();
        new Random(4).Shuffle(order);
        var sum = 0UL;
        foreach (var part in order.Chunk(7))
        {
            var batch = new ColumnBatch(Schema);
            batch.AppendRows(all, part);
            sum += new RowHash().SumOfHashes(batch);
        }

        Assert.Equal(whole, sum);
    }

    [Fact]
    public void A_changed_doubled_or_missing_row_changes_the_sum()
    {
        var sums = new HashSet<ulong> { 0 };
        for (var rows = 1; rows < 60; rows++)
            Assert.True(sums.Add(new RowHash().SumOfHashes(Batch(rows, 1))));
        for (var seed = 2; seed < 60; seed++)
            Assert.True(sums.Add(new RowHash().SumOfHashes(Batch(1, seed))));
    }

    [Fact]
    public void Null_empty_and_zero_are_different_and_so_are_the_columns_they_stand_in()
    {
        var type = new RowSchema([new Field("a", DataType.String), new Field("b", DataType.String)]);
        string?[] values = [null, "", "\0", "a", "aaaaaaaaaaaaaaaaaaaaaaaa"];
        var sums = values.SelectMany(a => values.Select(b =>
        {
            var batch = new ColumnBatch(type);
            foreach (var (column, value) in batch.Columns.Zip([a, b]))
            {
                if (value is null)
                    column.AppendNull();
                else
                    ((BinaryColumn)column).Append(value);
            }

            batch.RowCount = 1;
            return new RowHash().SumOfHashes(batch);
        }));
        Assert.Equal(25, sums.Distinct().Count());
    }

    [Fact]
    public void What_stands_under_a_null_does_not_count()
    {
        var schema = new RowSchema([new Field("a", DataType.Int32)]);
        var sums = Enumerable.Range(1, 2).Select(value =>
        {
            var batch = new ColumnBatch(schema) { RowCount = 1 };
            ((ValueColumn<int>)batch.Columns[0]).Append(value);
            batch.Columns[0].MarkNull(0);
            return new RowHash().SumOfHashes(batch);
        });
        Assert.Single(sums.Distinct());
    }

    /// <summary>The hash stands in epoch logs: a new version that gives another one could not check what an old one wrote.</summary>
    [Fact]
    public void The_hash_of_known_rows_never_changes() => Assert.Equal(3566612022758649164UL, new RowHash().SumOfHashes(Batch(10, 1)));

    private static ColumnBatch Batch(int rows, int seed)
    {
        var batch = new ColumnBatch(Schema) { RowCount = rows };
        for (var row = 0; row < rows; row++)
        {
            var n = (seed * 1000) + row;
            ((ValueColumn<long>)batch.Columns[0]).Append(n);
            if (n % 5 == 0)
                batch.Columns[1].AppendNull();
            else
                ((BinaryColumn)batch.Columns[1]).Append(new string('x', n % 40) + n);
            ((ValueColumn<double>)batch.Columns[2]).Append(n / 8.0);
            var nested = (StructColumn)batch.Columns[3];
            ((ValueColumn<int>)nested.Children[0]).Append(-n);
            var list = (ListColumn)nested.Children[1];
            for (var item = 0; item < n % 3; item++)
                ((BinaryColumn)list.Items).Append("i" + item);
            list.AppendRow();
            nested.AppendRow();
            ((BooleanColumn)batch.Columns[4]).Append(n % 2 == 0);
        }

        return batch;
    }
}
