using System.Globalization;
using System.Numerics;
using System.Text;
using StreamFlow.Data;
using StreamFlow.Formats;

namespace StreamFlow.Postgres.Tuples;

/// <summary>Enums by their names, as text or as a label of an enum type; a value without a name as its number, flags as <c>A, B</c>.</summary>
internal sealed class EnumFieldWriter<T>(Type enumType) : FieldWriter
    where T : unmanaged, IBinaryInteger<T>
{
    // Filled by use: combinations of flags are many.
    private readonly Dictionary<T, byte[]> _names = [];

    public override void Write(Column column, int row, EncodedRows into)
    {
        var value = ((ValueColumn<T>)column)[row];
        if (!_names.TryGetValue(value, out var name))
            _names.Add(value, name = Encoding.UTF8.GetBytes(Enum.ToObject(enumType, value).ToString() ?? value.ToString(null, CultureInfo.InvariantCulture)));
        name.CopyTo(Field(into, name.Length));
    }

    public override string Show(ReadOnlySpan<byte> value) => Encoding.UTF8.GetString(value);
}
