using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>Translates the nodes of one lambda: what does not depend on its parameters is evaluated, the rest goes to the translator of its kind of node.</summary>
/// <param name="body">The lambda's body.</param>
/// <param name="leaf">Asked first for every node that depends on the parameters: what it stands for, or null.</param>
internal sealed class ExpressionTranslator(Linq.Expression body, Func<Linq.Expression, ScalarExpression?> leaf)
{
    private readonly HashSet<Linq.Expression> _dependent = ParameterDependence.In(body);

    public ScalarExpression Translate(Linq.Expression node) =>
        !DependsOnRow(node) ? ConstantTranslator.Translate(node)
        : leaf(node) ?? NodeTranslators.Translate(node, this);

    /// <summary>As <see cref="Translate"/>, for places where C# throws on null: a row with null there is an error.</summary>
    public ScalarExpression TranslateRequired(Linq.Expression node) => Scalars.Require(Translate(node), ExpressionText.Of(node));

    public bool DependsOnRow(Linq.Expression node) => _dependent.Contains(node);

    /// <summary>Whether the node is null for every row.</summary>
    public bool IsNullLiteral(Linq.Expression node) => !DependsOnRow(node) && ConstantEvaluator.Evaluate(node) is null;

    /// <summary>A part that has to be known when the job is defined: how to compare, how to round.</summary>
    public object? Evaluate(Linq.Expression node) =>
        !DependsOnRow(node) ? ConstantEvaluator.Evaluate(node)
        : throw Refusal.Of(node, "it has to be the same for every row", "use a constant there, or compute it row by row in a .Map(…)");
}
