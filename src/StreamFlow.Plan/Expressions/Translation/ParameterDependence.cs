using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>Finds the nodes that contain a lambda's parameter; all others have one value for every row.</summary>
internal sealed class ParameterDependence : Linq.ExpressionVisitor
{
    private readonly HashSet<Linq.Expression> _dependent = new(ReferenceEqualityComparer.Instance);
    private bool _found;

    private ParameterDependence()
    {
    }

    public static HashSet<Linq.Expression> In(Linq.Expression body)
    {
        var visitor = new ParameterDependence();
        visitor.Visit(body);
        return visitor._dependent;
    }

    public override Linq.Expression? Visit(Linq.Expression? node)
    {
        if (node is null)
            return null;
        var foundBefore = _found;
        _found = node is Linq.ParameterExpression;
        base.Visit(node);
        if (_found)
            _dependent.Add(node);
        _found |= foundBefore;
        return node;
    }
}
