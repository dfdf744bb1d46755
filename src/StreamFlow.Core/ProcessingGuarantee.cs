namespace StreamFlow;

/// <summary>What a crash may do to the rows in the sinks.</summary>
public enum ProcessingGuarantee
{
    /// <summary>Nothing: every row is there once. The default.</summary>
    ExactlyOnce,

    /// <summary>Rows of the epoch in flight may come twice; none is lost.</summary>
    AtLeastOnce,
}
