using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>Evaluates what does not depend on the row, as the job is defined: literals, captured variables, calls on them.</summary>
internal static class ConstantEvaluator
{
    public static object? Evaluate(Linq.Expression node)
    {
        if (node is Linq.ConstantExpression constant)
            return constant.Value;
        NonDeterminism.Refuse(node);
        try
        {
            var boxed = Linq.Expression.Convert(node, typeof(object));
            return Linq.Expression.Lambda<Func<object?>>(boxed).Compile(preferInterpretation: true)();
        }
        catch (Exception error) when (error is not StreamFaultException)
        {
            throw StreamFaultException.User(
                $"'{ExpressionText.Of(node)}' does not depend on the row, and evaluating it as the job is defined failed: {error.Message}",
                "what a lambda captures is read when the job is defined: see that it has its value by then",
                inner: error);
        }
    }
}
