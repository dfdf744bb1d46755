using StreamFlow.Data;

namespace StreamFlow.Plan.Expressions;

/// <summary>A call of a named scalar function. The name is the function's identity in plans and stored checkpoints.</summary>
/// <param name="Function">For example <c>lower</c>, <c>abs</c>, <c>hour</c>.</param>
public sealed record FunctionExpression(string Function, IReadOnlyList<ScalarExpression> Arguments, DataType Type, bool Nullable)
    : ScalarExpression(Type, Nullable)
{
    public override IReadOnlyList<ScalarExpression> Operands => Arguments;

    protected override string Text => $"{Function}({string.Join(", ", Arguments)})";

    public bool Equals(FunctionExpression? other) =>
        other is not null && Function == other.Function && Type.Equals(other.Type) && Arguments.SequenceEqual(other.Arguments);

    public override int GetHashCode() => HashCode.Combine(Function, Arguments.Count);
}
