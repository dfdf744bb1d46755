using StreamFlow.Testing;

namespace StreamFlow.Scenarios;

/// <summary>A job as a lambda, for one case.</summary>
[StreamJob("case")]
public sealed class CaseJob(Action<StreamBuilder> define) : IStreamJob
{
    public void Define(StreamBuilder streams) => define(streams);

    public static JobTest Test(Action<StreamBuilder> define) => JobTest.For(new CaseJob(define));
}
