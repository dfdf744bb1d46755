using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;
using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>
/// Refuses clocks, random numbers and new Guids: evaluated once they would stay what they were when the job started, evaluated per row a replay would differ.
/// And the silent conversion of DateTime to DateTimeOffset, which depends on the machine's time zone.
/// </summary>
internal sealed class NonDeterminism : Linq.ExpressionVisitor
{
    private const string ClockWayOut =
        "use the row's event time, or a [RecordTimestamp] property; a time that is fixed when the job starts goes into a variable before the lambda";

    private const string RandomWayOut =
        "draw it in a .Map([NonDeterministic] (row) => …), or derive it from the row; one that is fixed when the job starts goes into a variable before the lambda";

    private static readonly HashSet<string> ClockProperties = ["Now", "UtcNow", "Today", "TickCount", "TickCount64", "LocalNow"];

    public static void Refuse(Linq.Expression node) => new NonDeterminism().Visit(node);

    protected override Linq.Expression VisitMember(Linq.MemberExpression node)
    {
        if (node.Expression is null && ClockProperties.Contains(node.Member.Name) && IsOf(node.Member, typeof(DateTime), typeof(DateTimeOffset), typeof(Environment)))
            throw Refusal.Of(node, "it is a clock", ClockWayOut);
        return base.VisitMember(node);
    }

    protected override Linq.Expression VisitMethodCall(Linq.MethodCallExpression node)
    {
        if (node.Method.Name.StartsWith("Get", StringComparison.Ordinal) && IsOf(node.Method, typeof(TimeProvider), typeof(Stopwatch)))
            throw Refusal.Of(node, "it is a clock", ClockWayOut);
        if (IsOf(node.Method, typeof(Random), typeof(RandomNumberGenerator)))
            throw Refusal.Of(node, "it is a random number", RandomWayOut);
        if (node.Method.DeclaringType == typeof(Guid) && node.Method.Name is nameof(Guid.NewGuid) or nameof(Guid.CreateVersion7))
            throw Refusal.Of(node, "it is a new Guid each time", RandomWayOut);
        return base.VisitMethodCall(node);
    }

    protected override Linq.Expression VisitUnary(Linq.UnaryExpression node)
    {
        base.VisitUnary(node);
        return node.Operand.Type != typeof(DateTime) || node.Type != typeof(DateTimeOffset)
            ? node
            : throw Refusal.Of(node, "a DateTime becomes a DateTimeOffset by the machine's time zone", "make a DateTimeOffset: new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)");
    }

    private static bool IsOf(MemberInfo member, params ReadOnlySpan<Type> types)
    {
        foreach (var type in types)
        {
            if (type.IsAssignableFrom(member.DeclaringType))
                return true;
        }

        return false;
    }
}
