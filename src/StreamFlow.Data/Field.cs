namespace StreamFlow.Data;

/// <summary>A column's name, type and how it travels.</summary>
/// <param name="Name">The name in JSON and in the plan.</param>
/// <param name="Type">The column's type.</param>
public sealed record Field(string Name, DataType Type)
{
    /// <summary>Whether a row may have no value here.</summary>
    public bool Nullable { get; init; }

    /// <summary>Whether a record without this member is a bad record (a constructor parameter without a default, or a <c>required</c> property).</summary>
    public bool Required { get; init; }

    /// <summary>
    /// What a record without this member gets, as the column stores it (see <see cref="Rows.ScalarTypes.ToStored"/>). When null: null where the field is nullable,
    /// otherwise the type's zero, or the empty list. Without meaning where the field is required.
    /// </summary>
    public object? Default { get; init; }

    /// <summary>For <see cref="TypeKind.Timestamp"/>: whether JSON carries it as a number of milliseconds since the Unix epoch rather than as ISO 8601 text.</summary>
    public bool EpochMilliseconds { get; init; }

    /// <summary>Where in the record the field stands.</summary>
    public RecordPart Part { get; init; }

    /// <summary>The header's name where <see cref="Part"/> is <see cref="RecordPart.Header"/>.</summary>
    public string? HeaderName { get; init; }

    public override string ToString() => $"{Name}: {Type}{(Nullable ? "?" : "")}";
}
