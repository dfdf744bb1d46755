namespace StreamFlow.Files;

/// <summary>What happens when content that the job has not read yet is gone: a rotated log file deleted, a file of a directory removed or changed.</summary>
public enum FileLossPolicy
{
    /// <summary>The job stops and says which bytes of which file are missing. The default.</summary>
    Fail,

    /// <summary>The job goes on behind them; what was skipped is logged as a warning and counted as lost offsets.</summary>
    Skip,
}
