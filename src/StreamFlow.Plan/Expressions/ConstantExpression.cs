using System.Globalization;
using StreamFlow.Data;

namespace StreamFlow.Plan.Expressions;

/// <summary>A value known when the job is defined.</summary>
/// <param name="Value">
/// The value as its column stores it: bool, sbyte … ulong, float, double, decimal, Guid, int (days) for dates, long (microseconds) for timestamps and durations,
/// string for text, byte[] for binary; null for null.
/// </param>
public sealed record ConstantExpression(object? Value, DataType Type) : ScalarExpression(Type, Value is null)
{
    protected override string Text => Value switch
    {
        null => "null",
        string text => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'",
        byte[] bytes => "0x" + Convert.ToHexString(bytes),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => Value.ToString()!,
    } + (Type.Kind is TypeKind.String or TypeKind.Boolean or TypeKind.Int32 or TypeKind.Double ? "" : $":{Type}");
}
