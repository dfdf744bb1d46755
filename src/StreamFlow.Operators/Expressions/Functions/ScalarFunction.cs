using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions.Functions;

/// <summary>A function as the registry knows it.</summary>
/// <param name="Compile">Its evaluator for the types of a call.</param>
/// <param name="CanFail">Whether some arguments have no result; then branches evaluate it only for the rows that want it.</param>
internal sealed record ScalarFunction(Func<FunctionExpression, ColumnEvaluator> Compile, bool CanFail);
