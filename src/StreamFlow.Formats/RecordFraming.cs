namespace StreamFlow.Formats;

/// <summary>How the records of a format stand one behind the other in a file. Stateless.</summary>
public abstract class RecordFraming
{
    /// <summary>CR LF.</summary>
    public const int LineBreakBytesMax = 2;

    /// <summary>Whether the first record of a file names the columns of those behind it: it goes to <see cref="RecordDecoder.TakeHeader"/>.</summary>
    public virtual bool HasHeader => false;

    /// <summary>Whether every line break ends a record, so that a record's beginning can be found from anywhere in a file.</summary>
    public abstract bool IsByLine { get; }

    /// <summary>Finds the end of the record that the bytes begin with.</summary>
    /// <returns>The bytes up to and with its line break; -1 where it does not end in these bytes.</returns>
    public abstract int FindEnd(ReadOnlySpan<byte> bytes);

    /// <summary>A record without its line break, which is LF or CR LF; the last one of a file may have none.</summary>
    public static ReadOnlySpan<byte> WithoutBreak(ReadOnlySpan<byte> record)
    {
        if (record is [.., (byte)'\n'])
            record = record[..^1];
        return record is [.., (byte)'\r'] ? record[..^1] : record;
    }
}
