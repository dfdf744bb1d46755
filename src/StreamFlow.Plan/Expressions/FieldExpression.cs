using StreamFlow.Data;

namespace StreamFlow.Plan.Expressions;

/// <summary>A field of a nested row; null where the nested row is null and <see cref="ScalarExpression.Nullable"/> says so, otherwise an error at run time.</summary>
/// <param name="Struct">An expression of <see cref="TypeKind.Struct"/>.</param>
/// <param name="Index">The field's position among the struct's children.</param>
public sealed record FieldExpression(ScalarExpression Struct, int Index, DataType Type, bool Nullable) : ScalarExpression(Type, Nullable)
{
    public override IReadOnlyList<ScalarExpression> Operands => [Struct];

    protected override string Text => $"{Struct}.{Struct.Type.Children[Index].Name}";
}
