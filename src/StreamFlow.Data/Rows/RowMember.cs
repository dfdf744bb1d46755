using System.Reflection;

namespace StreamFlow.Data.Rows;

/// <summary>A property of a row type and the column it stands in.</summary>
public sealed class RowMember
{
    internal RowMember(PropertyInfo property, Field field, ColumnSlot slot, bool nullabilityKnown)
    {
        Property = property;
        Field = field;
        Slot = slot;
        NullabilityKnown = nullabilityKnown;
    }

    public PropertyInfo Property { get; }

    public Field Field { get; }

    /// <summary>Whether the declaration says if the property may be null; false for references in anonymous types and in code without nullable annotations.</summary>
    public bool NullabilityKnown { get; }

    internal ColumnSlot Slot { get; }

    public override string ToString() => $"{Property.Name} → {Field}";

    internal RowMember With(DataType type, bool nullable) =>
        NullabilityKnown ? this : new(Property, Field with { Type = type, Nullable = nullable }, Slot with { Nullable = nullable }, nullabilityKnown: true);
}
