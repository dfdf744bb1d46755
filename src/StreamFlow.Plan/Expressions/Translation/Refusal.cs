using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>The error for what expressions over columns cannot say.</summary>
internal static class Refusal
{
    public const string Map = "compute it row by row in a .Map(…) before this";

    public static StreamFaultException Of(Linq.Expression node, string because, string wayOut = Map) =>
        StreamFaultException.User($"'{ExpressionText.Of(node)}' cannot run over columns: {because}", wayOut);
}
