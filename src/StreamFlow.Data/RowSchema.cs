namespace StreamFlow.Data;

/// <summary>The columns of a batch, in order.</summary>
public sealed class RowSchema : IEquatable<RowSchema>
{
    private readonly Dictionary<string, int> _indices;

    /// <exception cref="ArgumentException">Two fields have the same name.</exception>
    public RowSchema(IReadOnlyList<Field> fields)
    {
        Fields = fields;
        _indices = new Dictionary<string, int>(fields.Count, StringComparer.Ordinal);
        for (var i = 0; i < fields.Count; i++)
        {
            if (!_indices.TryAdd(fields[i].Name, i))
                throw new ArgumentException($"two columns are named '{fields[i].Name}'", nameof(fields));
        }
    }

    public IReadOnlyList<Field> Fields { get; }

    public int Count => Fields.Count;

    public Field this[int index] => Fields[index];

    /// <summary>The position of the field with this name (ordinal), or -1.</summary>
    public int IndexOf(string name) => _indices.GetValueOrDefault(name, -1);

    public bool Equals(RowSchema? other) => other is not null && Fields.SequenceEqual(other.Fields);

    public override bool Equals(object? obj) => Equals(obj as RowSchema);

    public override int GetHashCode() => Fields.Count;

    public override string ToString() => $"({string.Join(", ", Fields)})";
}
