namespace StreamFlow.Data.Kernels;

/// <summary>
/// Whether single values of two columns of one type are equal: null equals null, NaN equals NaN (as <see cref="object.Equals(object)"/> has it), nested ones
/// value by value. For values that are looked at one by one; whole columns have <see cref="ComparisonKernel"/>.
/// </summary>
public static class RowEquality
{
    public static bool AreEqual(Column left, int leftRow, Column right, int rightRow)
    {
        var isNull = left.IsNull(leftRow);
        return isNull == right.IsNull(rightRow) && (isNull || AreValuesEqual(left, leftRow, right, rightRow));
    }

    private static bool AreValuesEqual(Column left, int leftRow, Column right, int rightRow) => left switch
    {
        BooleanColumn column => column[leftRow] == ((BooleanColumn)right)[rightRow],
        BinaryColumn column => column[leftRow].SequenceEqual(((BinaryColumn)right)[rightRow]),
        ValueColumn<int> column => column[leftRow] == ((ValueColumn<int>)right)[rightRow],
        ValueColumn<long> column => column[leftRow] == ((ValueColumn<long>)right)[rightRow],
        ValueColumn<double> column => column[leftRow].Equals(((ValueColumn<double>)right)[rightRow]),
        ValueColumn<float> column => column[leftRow].Equals(((ValueColumn<float>)right)[rightRow]),
        ValueColumn<decimal> column => column[leftRow] == ((ValueColumn<decimal>)right)[rightRow],
        ValueColumn<Guid> column => column[leftRow] == ((ValueColumn<Guid>)right)[rightRow],
        ValueColumn<sbyte> column => column[leftRow] == ((ValueColumn<sbyte>)right)[rightRow],
        ValueColumn<byte> column => column[leftRow] == ((ValueColumn<byte>)right)[rightRow],
        ValueColumn<short> column => column[leftRow] == ((ValueColumn<short>)right)[rightRow],
        ValueColumn<ushort> column => column[leftRow] == ((ValueColumn<ushort>)right)[rightRow],
        ValueColumn<uint> column => column[leftRow] == ((ValueColumn<uint>)right)[rightRow],
        ValueColumn<ulong> column => column[leftRow] == ((ValueColumn<ulong>)right)[rightRow],
        StructColumn column => AreFieldsEqual(column, leftRow, (StructColumn)right, rightRow),
        ListColumn column => AreItemsEqual(column, leftRow, (ListColumn)right, rightRow),
        _ => throw StreamFaultException.Internal($"no equality for {left.Type}"),
    };

    private static bool AreFieldsEqual(StructColumn left, int leftRow, StructColumn right, int rightRow)
    {
        for (var i = 0; i < left.Children.Count; i++)
        {
            if (!AreEqual(left.Children[i], leftRow, right.Children[i], rightRow))
                return false;
        }

        return true;
    }

    private static bool AreItemsEqual(ListColumn left, int leftRow, ListColumn right, int rightRow)
    {
        var leftStart = left.ValueOffsets[leftRow];
        var rightStart = right.ValueOffsets[rightRow];
        var count = left.ValueOffsets[leftRow + 1] - leftStart;
        if (count != right.ValueOffsets[rightRow + 1] - rightStart)
            return false;
        for (var i = 0; i < count; i++)
        {
            if (!AreEqual(left.Items, leftStart + i, right.Items, rightStart + i))
                return false;
        }

        return true;
    }
}
