using StreamFlow.Data;

namespace StreamFlow.Plan.Expressions;

/// <summary>A column of the input.</summary>
/// <param name="Index">Its position in the input's schema.</param>
/// <param name="Name">Its name there.</param>
public sealed record ColumnExpression(int Index, string Name, DataType Type, bool Nullable) : ScalarExpression(Type, Nullable)
{
    protected override string Text => Name;
}
