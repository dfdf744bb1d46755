namespace StreamFlow;

/// <summary>What happens with a record that does not decode, when the job does not take the bad records as a stream.</summary>
public enum BadRecordPolicy
{
    /// <summary>The job stops with an error that names topic, partition, offset and column. Nothing of the epoch is committed. The default.</summary>
    Stop,

    /// <summary>The record is left out and counted.</summary>
    Skip,
}
