namespace StreamFlow;

/// <summary>Whose fault an error is: it decides who has to act.</summary>
public enum FaultOrigin
{
    /// <summary>The job, its settings or its data: a person changes something.</summary>
    User,

    /// <summary>A broker, a database, a disk: it may pass by itself.</summary>
    External,

    /// <summary>StreamFlow itself: an invariant does not hold. Please report it.</summary>
    Internal,
}

/// <summary>An error with whose fault it is, where it happened, and the way out. Its message is written for the person who runs the job.</summary>
public sealed class StreamFaultException : Exception
{
    public StreamFaultException(FaultOrigin origin, string problem, string? wayOut = null, string? place = null, bool canRetry = false, Exception? inner = null)
        : base(Compose(problem, wayOut, place), inner)
    {
        Origin = origin;
        Problem = problem;
        WayOut = wayOut;
        Place = place;
        CanRetry = canRetry;
    }

    public FaultOrigin Origin { get; }

    /// <summary>What is wrong, in one sentence.</summary>
    public string Problem { get; }

    /// <summary>What to do about it; null where there is nothing to do but report it.</summary>
    public string? WayOut { get; }

    /// <summary>Where: a source, an operator's name, a position. Null when the problem itself says it.</summary>
    public string? Place { get; }

    /// <summary>Whether the same attempt, made again, may succeed.</summary>
    public bool CanRetry { get; }

    public static StreamFaultException User(string problem, string? wayOut = null, string? place = null, Exception? inner = null) =>
        new(FaultOrigin.User, problem, wayOut, place, inner: inner);

    public static StreamFaultException External(string problem, string? wayOut = null, string? place = null, bool canRetry = false, Exception? inner = null) =>
        new(FaultOrigin.External, problem, wayOut, place, canRetry, inner);

    public static StreamFaultException Internal(string problem, string? place = null, Exception? inner = null) =>
        new(FaultOrigin.Internal, problem, "this is an error in StreamFlow: please report it", place, inner: inner);

    /// <summary>The same fault with the place named, when it has none yet: operators add their name on the way up.</summary>
    public StreamFaultException At(string place) =>
        Place is not null ? this : new(Origin, Problem, WayOut, place, CanRetry, InnerException);

    private static string Compose(string problem, string? wayOut, string? place)
    {
        var message = place is null ? problem : $"{place}: {problem}";
        return wayOut is null ? message : $"{message}{Environment.NewLine}  way out: {wayOut}";
    }
}
