using System.Linq.Expressions; using StreamFlow.Data.Rows;
namespace StreamFlow.Plan.Expressions.Translation;
public static class ScalarTranslator {
 public static ScalarExpression Translate(LambdaExpression lambda, RowType input) => throw new NotImplementedException();
 public static (IReadOnlyList<ProjectedColumn> Columns, RowType Output) TranslateProjection(LambdaExpression lambda, RowType input) => throw new NotImplementedException();
 internal static (IReadOnlyList<ProjectedColumn> Columns, RowType Output) TranslateProjection(LambdaExpression lambda, Func<Expression, ScalarExpression?> leaf) => throw new NotImplementedException();
}
