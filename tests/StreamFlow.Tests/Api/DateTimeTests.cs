using System.Linq.Expressions;
using System.Reflection;

namespace StreamFlow.Tests.Api;

public sealed class DateTimeTests
{
    /// <summary>A DateTime turns into a DateTimeOffset silently, by the machine's zone: only an overload that takes it, and does not compile, keeps that out.</summary>
    [Fact]
    public void An_event_time_that_is_a_DateTime_does_not_compile()
    {
        var overload = typeof(DataStream<Row>).GetMethods().Single(method =>
            method.Name == nameof(DataStream<>.WithWatermark) && method.GetParameters()[0].ParameterType == typeof(Expression<Func<Row, DateTime>>));

        Assert.True(overload.GetCustomAttribute<ObsoleteAttribute>()?.IsError);
    }

    private sealed record Row(string Id);
}
