namespace StreamFlow.Data;

/// <summary>Which part of a record a field comes from and goes to.</summary>
public enum RecordPart
{
    /// <summary>A member of the record's value. The default.</summary>
    Value,

    /// <summary>The record's key.</summary>
    Key,

    /// <summary>The record's timestamp.</summary>
    Timestamp,

    /// <summary>The header named in <see cref="Field.HeaderName"/>.</summary>
    Header,

    /// <summary>Part of the path that the record is filed under, as <c>year=2026/</c>.</summary>
    Partition,
}
