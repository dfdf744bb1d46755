using StreamFlow.Data;

namespace StreamFlow.Formats;

/// <summary>How rows stand in the bytes of a record's value. Connectors take one; decoders and encoders are made per reader and per writer.</summary>
public abstract class RecordFormat
{
    /// <summary>The name in plans and messages.</summary>
    public abstract string Name { get; }

    /// <summary>How records of this format stand in a file. Default: a record a line.</summary>
    public virtual RecordFraming Framing => LineFraming.Instance;

    /// <summary>A decoder for one reader.</summary>
    /// <param name="columns">The columns wanted. Everything else in the record is checked for syntax and UTF-8 only.</param>
    /// <exception cref="StreamFaultException">The format cannot carry a column of this type.</exception>
    public abstract RecordDecoder CreateDecoder(RowSchema columns);

    /// <summary>An encoder for one writer.</summary>
    /// <param name="columns">The columns of the batches to come; those that are no part of the value are left out.</param>
    /// <exception cref="StreamFaultException">The format cannot carry a column of this type.</exception>
    public abstract RecordEncoder CreateEncoder(RowSchema columns);
}
