using StreamFlow.Data;
using StreamFlow.Formats.Json.Readers;

namespace StreamFlow.Formats.Json.Templates;

/// <summary>Which slot a wanted member gets.</summary>
internal static class JsonSlots
{
    public static JsonSlot For(JsonMember member, int[] path, int depth) => member.Field.Type.Kind switch
    {
        TypeKind.Boolean => new BooleanSlot(member, path, depth),
        TypeKind.Int8 => new IntegerSlot<sbyte>(member, path, depth),
        TypeKind.UInt8 => new IntegerSlot<byte>(member, path, depth),
        TypeKind.Int16 => new IntegerSlot<short>(member, path, depth),
        TypeKind.UInt16 => new IntegerSlot<ushort>(member, path, depth),
        TypeKind.Int32 => new IntegerSlot<int>(member, path, depth),
        TypeKind.UInt32 => new IntegerSlot<uint>(member, path, depth),
        TypeKind.Int64 => new IntegerSlot<long>(member, path, depth),
        TypeKind.UInt64 => new IntegerSlot<ulong>(member, path, depth),
        TypeKind.Double => new DoubleSlot(member, path, depth),
        TypeKind.Decimal => new DecimalSlot(member, path, depth),
        TypeKind.Timestamp when member.Field.EpochMilliseconds => new EpochMillisecondsSlot(member, path, depth),
        TypeKind.Timestamp => new TimestampSlot(member, path, depth),
        TypeKind.String => new StringSlot(member, path, depth),
        _ => new AnySlot(member, path, depth),
    };
}
