using System.Globalization;
using StreamFlow.Data;
using StreamFlow.State.Keys;
using StreamFlow.Tests.Operators.Aggregates;

namespace StreamFlow.Tests.State;

public sealed class KeyCodecTests
{
    [Theory]
    [InlineData("1.0", "1.00", true)]
    [InlineData("0", "-0.000", true)]
    [InlineData("100", "1e2", true)]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950334", false)]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000002", false)]
    [InlineData("7.9228162514264337593543950335", "7.9228162514264337593543950330", false)]
    [InlineData("7.9228162514264337593543950330", "7.922816251426433759354395033", true)]
    [InlineData("-1.5", "1.5", false)]
    public void Decimals_are_one_key_when_they_are_equal(string left, string right, bool same)
    {
        var column = new ValueColumn<decimal>(DataType.Decimal);
        column.Append(decimal.Parse(left, NumberStyles.Float, CultureInfo.InvariantCulture));
        column.Append(decimal.Parse(right, NumberStyles.Float, CultureInfo.InvariantCulture));
        var (ids, back) = ThereAndBack(DataType.Decimal, false, column);
        Assert.Equal(same, ids[0] == ids[1]);
        Assert.Equal([column[0], column[1]], ((ValueColumn<decimal>)back).Values.ToArray());
    }

    [Fact]
    public void Zeros_and_NaNs_are_one_key_each()
    {
        var column = new ValueColumn<double>(DataType.Double);
        column.Append([0.0, -0.0, double.NaN, BitConverter.Int64BitsToDouble(unchecked((long)0xFFF8000000000001)), 1]);
        Assert.Equal([0, 0, 1, 1, 2], ThereAndBack(DataType.Double, false, column).Ids);
    }

    [Fact]
    public void Null_is_a_key_of_its_own_beside_empty_text_and_zero()
    {
        var text = new BinaryColumn(DataType.String);
        text.Append("");
        text.AppendNull();
        text.Append("a");
        text.AppendNull();
        var (ids, back) = ThereAndBack(DataType.String, true, text);
        Assert.Equal([0, 1, 2, 1], ids);
        Assert.Equal(["", "null", "a", "null"], Enumerable.Range(0, 4).Select(row => Collected.Cell(back, row)));
    }

    [Fact]
    public void Composite_keys_do_not_run_into_each_other_and_come_back_as_they_were()
    {
        var left = new BinaryColumn(DataType.String);
        var right = new BinaryColumn(DataType.String);
        var number = new ValueColumn<int>(DataType.Int32);
        var truth = new BooleanColumn();
        foreach (var (l, r, n, t) in new (string, string, int?, bool)[] { ("a", "bc", 1, true), ("ab", "c", 1, true), ("a", "bc", null, true), ("a", "bc", 1, false), ("a", "bc", 1, true) })
        {
            left.Append(l);
            right.Append(r);
            if (n is null)
                number.AppendNull();
            else
                number.Append(n.Value);
            truth.Append(t);
        }

        Column[] columns = [left, right, number, truth];
        var codec = new KeyCodec([(DataType.String, false), (DataType.String, false), (DataType.Int32, true), (DataType.Boolean, false)]);
        var table = new KeyTable();
        var ids = new int[5];
        codec.Intern(columns, table, ids);
        Assert.Equal([0, 1, 2, 3, 0], ids);
        Column[] back = [.. columns.Select(column => Column.Create(column.Type))];
        foreach (var id in ids)
            codec.Decode(table.KeyOf(id), back);
        for (var i = 0; i < columns.Length; i++)
            Assert.Equal(Enumerable.Range(0, 5).Select(row => Collected.Cell(columns[i], row)), Enumerable.Range(0, 5).Select(row => Collected.Cell(back[i], row)));
    }

    [Fact]
    public void Nested_rows_and_lists_come_back_as_they_were()
    {
        var type = DataType.Struct([new Field("id", DataType.Guid), new Field("tags", DataType.List(DataType.String, itemNullable: true)) { Nullable = true }]);
        var column = new StructColumn(type);
        var id = Guid.Parse("11111111-2222-3333-4444-555555555555");
        foreach (var tags in new string?[]?[] { ["x", null], null, [], ["x", null] })
        {
            ((ValueColumn<Guid>)column.Children[0]).Append(id);
            var list = (ListColumn)column.Children[1];
            if (tags is null)
            {
                list.AppendNull();
            }
            else
            {
                foreach (var tag in tags)
                {
                    if (tag is null)
                        list.Items.AppendNull();
                    else
                        ((BinaryColumn)list.Items).Append(tag);
                }

                list.AppendRow();
            }

            column.AppendRow();
        }

        var (ids, back) = ThereAndBack(type, false, column);
        Assert.Equal([0, 1, 2, 0], ids);
        var lists = (ListColumn)((StructColumn)back).Children[1];
        Assert.Equal([0, 2, 2, 2, 4], lists.ValueOffsets.ToArray());
        Assert.Equal([false, true, false, false], Enumerable.Range(0, 4).Select(lists.IsNull));
    }

    [Fact]
    public void No_key_column_is_one_group()
    {
        var ids = new[] { 7, 7, 7 };
        new KeyCodec([]).Intern([], new KeyTable(), ids);
        Assert.Equal([0, 0, 0], ids);
    }

    private static (int[] Ids, Column Back) ThereAndBack(DataType type, bool nullable, Column column)
    {
        var codec = new KeyCodec([(type, nullable)]);
        var table = new KeyTable();
        var ids = new int[column.Length];
        codec.Intern([column], table, ids);
        var back = Column.Create(type);
        foreach (var id in ids)
            codec.Decode(table.KeyOf(id), [back]);
        return (ids, back);
    }
}
