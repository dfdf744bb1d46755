using StreamFlow.Data;
using StreamFlow.State.Pages;

namespace StreamFlow.State.Keys;

/// <summary>
/// The values of one type as bytes and back. Canonical: equal values have equal bytes and unequal ones do not, and no encoding is the beginning of another,
/// so that several can stand one behind the other.
/// </summary>
public abstract class ColumnCodec
{
    public static ColumnCodec For(DataType type) => type.Kind switch
    {
        TypeKind.Boolean => new BooleanCodec(),
        TypeKind.Int8 => new FixedWidthCodec<sbyte>(),
        TypeKind.UInt8 => new FixedWidthCodec<byte>(),
        TypeKind.Int16 => new FixedWidthCodec<short>(),
        TypeKind.UInt16 => new FixedWidthCodec<ushort>(),
        TypeKind.Int32 or TypeKind.Date => new FixedWidthCodec<int>(),
        TypeKind.UInt32 => new FixedWidthCodec<uint>(),
        TypeKind.Int64 or TypeKind.Timestamp or TypeKind.Duration => new FixedWidthCodec<long>(),
        TypeKind.UInt64 => new FixedWidthCodec<ulong>(),
        TypeKind.Float => new FixedWidthCodec<float>(),
        TypeKind.Double => new FixedWidthCodec<double>(),
        TypeKind.Decimal => new FixedWidthCodec<decimal>(),
        TypeKind.Guid => new FixedWidthCodec<Guid>(),
        TypeKind.String or TypeKind.Binary => new BinaryCodec(),
        TypeKind.Struct => new StructCodec(type),
        TypeKind.List => new ListCodec(type),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no encoding for this type"),
    };

    /// <summary>Writes a row that has a value.</summary>
    public abstract void Encode(Column values, int row, PageWriter bytes);

    /// <summary>Appends the next value.</summary>
    public abstract void Decode(ref PageReader bytes, Column target);

    /// <summary>Writes a row that may be null.</summary>
    public void EncodeNullable(Column values, int row, PageWriter bytes)
    {
        var isNull = values.IsNull(row);
        bytes.WriteByte(isNull ? (byte)0 : (byte)1);
        if (!isNull)
            Encode(values, row, bytes);
    }

    public void DecodeNullable(ref PageReader bytes, Column target)
    {
        if (bytes.ReadByte() == 0)
            target.AppendNull();
        else
            Decode(ref bytes, target);
    }
}
