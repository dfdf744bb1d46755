using StreamFlow.Definition;

namespace StreamFlow.App;

/// <summary>An error for the person who runs the job: whose fault, where, what to do.</summary>
internal static class FaultReport
{
    public static void Write(TextWriter output, Exception error, bool withTrace)
    {
        var fault = Find(error);
        output.WriteLine(fault is null
            ? $"error (in the job or in StreamFlow): {error.GetType().Name}: {error.Message}"
            : $"error ({Whose(fault.Origin)}): {(fault.Place is null ? "" : fault.Place + ": ")}{fault.Problem}");
        if (fault?.WayOut is { } wayOut)
            output.WriteLine($"  way out: {wayOut}");
        if (withTrace)
            output.WriteLine(error);
        else if (fault is null or { Origin: FaultOrigin.Internal })
            output.WriteLine("  --verbose or STREAMFLOW_TRACE=1 shows where it happened");
    }

    /// <summary>Whether somebody mistyped a setting.</summary>
    public static bool IsWrongSetting(Exception error) => Find(error)?.InnerException is WrongSetting;

    private static string Whose(FaultOrigin origin) => origin switch
    {
        FaultOrigin.User => "the job, its settings or its data",
        FaultOrigin.External => "outside of StreamFlow",
        _ => "StreamFlow",
    };

    private static StreamFaultException? Find(Exception error) => error switch
    {
        StreamFaultException fault => fault,
        AggregateException many => many.InnerExceptions.Select(Find).FirstOrDefault(fault => fault is not null),
        { InnerException: { } inner } => Find(inner),
        _ => null,
    };
}
