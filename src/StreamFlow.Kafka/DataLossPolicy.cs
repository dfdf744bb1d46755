namespace StreamFlow.Kafka;

/// <summary>What happens when records that the job has not read yet are gone (retention, deleted records).</summary>
public enum DataLossPolicy
{
    /// <summary>The job stops and says which offsets are missing. The default.</summary>
    Fail,

    /// <summary>The job goes on at the first record that is there; what was skipped is logged as a warning.</summary>
    Skip,
}
