using StreamFlow.Data.Rows;
using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>
/// Turns the author's lambdas into expressions over columns, when the job is defined. What does not depend on the row is evaluated here, once.
/// What columns cannot do is refused, with the sub-expression's text and the way out.
/// </summary>
public static class ScalarTranslator
{
    /// <summary>Translates a lambda over one row that gives one value.</summary>
    /// <exception cref="StreamFaultException">Names the sub-expression that cannot be translated and the way out.</exception>
    public static ScalarExpression Translate(Linq.LambdaExpression lambda, RowType input) => Over(lambda, input).Translate(lambda.Body);

    /// <summary>Translates a lambda over one row that gives another row: <c>new { … }</c>, a member initialiser, a record's constructor, or a row as it is.</summary>
    /// <returns>The columns, in the order of the output's schema.</returns>
    /// <exception cref="StreamFaultException">Names the sub-expression that cannot be translated and the way out.</exception>
    public static (IReadOnlyList<ProjectedColumn> Columns, RowType Output) TranslateProjection(Linq.LambdaExpression lambda, RowType input) =>
        ProjectionTranslator.Translate(lambda.Body, Over(lambda, input));

    /// <summary>As above, over a parameter that is no row: what its members stand for says <paramref name="leaf"/>, asked first for every node that contains it.</summary>
    internal static (IReadOnlyList<ProjectedColumn> Columns, RowType Output) TranslateProjection(
        Linq.LambdaExpression lambda, Func<Linq.Expression, ScalarExpression?> leaf) =>
        ProjectionTranslator.Translate(lambda.Body, new ExpressionTranslator(lambda.Body, leaf));

    private static ExpressionTranslator Over(Linq.LambdaExpression lambda, RowType input)
    {
        Invariant.Require(lambda.Parameters.Count == 1);
        return new ExpressionTranslator(lambda.Body, new RowParameter(lambda.Parameters[0], input.Schema).TryTranslate);
    }
}
