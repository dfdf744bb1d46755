namespace StreamFlow.Data;

/// <summary>The kinds of column, by Apache Arrow's names.</summary>
public enum TypeKind
{
    Boolean,
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Float,
    Double,

    /// <summary>System.Decimal, 16 bytes a value as .NET lays it out.</summary>
    Decimal,

    /// <summary>Days since 1970-01-01, 32 bits.</summary>
    Date,

    /// <summary>Microseconds since the Unix epoch, UTC, 64 bits.</summary>
    Timestamp,

    /// <summary>Microseconds, 64 bits.</summary>
    Duration,

    /// <summary>16 bytes as System.Guid lays them out.</summary>
    Guid,

    /// <summary>UTF-8 bytes behind 32-bit offsets.</summary>
    String,

    /// <summary>Bytes behind 32-bit offsets.</summary>
    Binary,

    /// <summary>A nested row: one child column a field.</summary>
    Struct,

    /// <summary>A list: 32-bit offsets into one child column.</summary>
    List,
}
