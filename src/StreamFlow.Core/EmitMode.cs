namespace StreamFlow;

/// <summary>When the rows of a window leave.</summary>
public enum EmitMode
{
    /// <summary>Once, when the watermark has passed the window's end; again, corrected, only where lateness is allowed. The default.</summary>
    OnClose,

    /// <summary>At the end of each epoch, for every group that changed in it: later rows of a key and window replace earlier ones.</summary>
    OnUpdate,
}
