using System.Text;
using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Readers;

/// <summary>A wanted member of an object: its name, its rules, its reader.</summary>
internal sealed class JsonMember(Field field, int index)
{
    public Field Field { get; } = field;

    /// <summary>The position of its column among the object's columns.</summary>
    public int Index { get; } = index;

    /// <summary>Its place among the object's wanted members; set by <see cref="JsonObjectReader"/>.</summary>
    public int Ordinal { get; set; }

    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(field.Name);

    public JsonValueReader Reader { get; } = JsonReaders.For(field);

    /// <summary>One row with the default that the row type declares; null where it declares none.</summary>
    public Column? Default { get; } = DefaultOf(field);

    private static Column? DefaultOf(Field field)
    {
        if (field.Default is null)
            return null;
        var column = Column.Create(field.Type);
        column.AppendStored(field.Default);
        return column;
    }
}
