namespace StreamFlow;

/// <summary>
/// A job: says, once, where rows come from, what is done with them and where they go. Nothing is read before the query starts.
/// Constructor parameters come from dependency injection where a host runs the job.
/// </summary>
public interface IStreamJob
{
    /// <summary>Defines the job. What cannot run is refused here, with the sub-expression or name at fault and the way out.</summary>
    void Define(StreamBuilder streams);
}
