using StreamFlow.Data;

namespace StreamFlow.Plan.Expressions;

/// <summary>A nested row made of expressions: <c>new { … }</c> inside a projection, or a composite key.</summary>
/// <param name="Values">One a child of the struct type, in order.</param>
public sealed record StructExpression(IReadOnlyList<ScalarExpression> Values, DataType Type) : ScalarExpression(Type, false)
{
    public override IReadOnlyList<ScalarExpression> Operands => Values;

    protected override string Text => $"struct({string.Join(", ", Values.Select((value, i) => $"{Type.Children[i].Name}: {value}"))})";

    public bool Equals(StructExpression? other) => other is not null && Type.Equals(other.Type) && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(Type, Values.Count);
}
