using StreamFlow.Definition;
using StreamFlow.Plan;

namespace StreamFlow.Tests.Api;

/// <summary>Defines jobs without running them.</summary>
internal static class Definitions
{
    public static LogicalPlan PlanOf(Action<StreamBuilder> define, params (string Name, string Value)[] settings) =>
        JobDefinition.PlanOf(new DefinedJob(define), new JobEnvironment(settings.ToDictionary(setting => setting.Name, setting => setting.Value)));

    /// <summary>The fault that a definition ends with; it is the author's and names a way out.</summary>
    public static StreamFaultException Fault(Action<StreamBuilder> define, params (string Name, string Value)[] settings)
    {
        var fault = Assert.Throws<StreamFaultException>(() => PlanOf(define, settings));
        Assert.Equal(FaultOrigin.User, fault.Origin);
        Assert.False(string.IsNullOrWhiteSpace(fault.WayOut));
        return fault;
    }

    [StreamJob("defined")]
    private sealed class DefinedJob(Action<StreamBuilder> define) : IStreamJob
    {
        public void Define(StreamBuilder streams) => define(streams);
    }
}
