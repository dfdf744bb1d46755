namespace StreamFlow.Formats;

/// <summary>Why the record at hand is bad. One instance serves a decoder for all records.</summary>
public sealed class RowFault
{
    /// <summary>The column at fault, dotted for a nested one; null when the whole record is broken.</summary>
    public string? Column { get; private set; }

    /// <summary>What is wrong, in one sentence.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Notes what is wrong; the column is added on the way up by <see cref="At"/>.</summary>
    /// <returns>False, so that a reader can return it.</returns>
    public bool Set(string reason)
    {
        Column = null;
        Reason = reason;
        return false;
    }

    /// <summary>Puts a column's name before what is already there.</summary>
    /// <returns>False, so that a reader can return it.</returns>
    public bool At(string column)
    {
        Column = Column is null ? column : $"{column}.{Column}";
        return false;
    }

    /// <summary>The record has no value, and the row needs one.</summary>
    public bool SetTombstone() => Set("tombstone (null value)");
}
