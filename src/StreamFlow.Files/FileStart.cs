namespace StreamFlow.Files;

/// <summary>Where a source of files begins when there is no checkpoint yet.</summary>
public enum FileStart
{
    /// <summary>With what is there. The default.</summary>
    Beginning,

    /// <summary>With what comes from now on: lines of a log, files of a directory.</summary>
    End,
}
