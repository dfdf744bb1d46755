using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>What a lambda's parameters stand for.</summary>
internal abstract class TranslationScope
{
    /// <summary>Translates the nodes that only mean something in this scope; null for all others.</summary>
    public abstract ScalarExpression? TryTranslate(Linq.Expression node);
}
