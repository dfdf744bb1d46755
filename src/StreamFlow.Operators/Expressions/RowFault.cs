using System.Diagnostics.CodeAnalysis;
using StreamFlow.Data;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>The error of a row that an expression has no result for.</summary>
internal static class RowFault
{
    public const string GuardWayOut = "guard it in the expression (`condition ? … : …`), or filter such rows out before";

    /// <summary>Throws. The place stays open: the operator puts its name there on the way up.</summary>
    [DoesNotReturn]
    public static void Throw(ScalarExpression expression, string what, ColumnBatch input, int row, string wayOut = GuardWayOut) =>
        throw StreamFaultException.User($"{expression}: {what}{Position(input, row)}", wayOut);

    private static string Position(ColumnBatch input, int row) =>
        row < input.Origin.Offsets.Length ? $", in the row at {input.Origin.Partition}@{input.Origin.Offsets[row]}" : "";
}
