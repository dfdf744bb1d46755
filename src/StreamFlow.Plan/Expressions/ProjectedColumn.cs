using StreamFlow.Data;

namespace StreamFlow.Plan.Expressions;

/// <summary>One output column of a projection.</summary>
/// <param name="Field">Its name, type and how it travels.</param>
/// <param name="Value">What it is made of; of the field's type.</param>
public sealed record ProjectedColumn(Field Field, ScalarExpression Value)
{
    public override string ToString() => $"{Field.Name}: {Value}";
}
