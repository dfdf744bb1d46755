using System.Collections.Concurrent;
using System.Reflection;

namespace StreamFlow.Data.Rows;

/// <summary>
/// A CLR class as a row: which of its properties are columns, under which names and types, and how it is made again from them.
/// Columns are the public properties that are settable or match a constructor parameter (by name, ignoring case), in the order of their declaration.
/// </summary>
public sealed class RowType
{
    private static readonly ConcurrentDictionary<Type, RowType> Known = new();

    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly Lazy<RowReader> _reader;
    private readonly Lazy<RowWriter> _writer;

    internal RowType(Type clrType, ConstructorInfo constructor, IReadOnlyList<int> arguments, IReadOnlyList<RowMember> members)
    {
        ClrType = clrType;
        Constructor = constructor;
        Arguments = arguments;
        Members = members;
        Schema = new RowSchema([.. members.Select(member => member.Field)]);
        for (var i = 0; i < members.Count; i++)
            _indices.Add(members[i].Property.Name, i);
        _reader = new(() => RowReader.Create(this));
        _writer = new(() => RowWriter.Create(this));
    }

    public Type ClrType { get; }

    public RowSchema Schema { get; }

    /// <summary>One a column, in the order of the schema.</summary>
    public IReadOnlyList<RowMember> Members { get; }

    /// <summary>Makes rows.</summary>
    internal ConstructorInfo Constructor { get; }

    /// <summary>For each parameter of the constructor the member it takes, or -1 where it takes its default.</summary>
    internal IReadOnlyList<int> Arguments { get; }

    internal RowReader Reader => _reader.Value;

    internal RowWriter Writer => _writer.Value;

    /// <summary>The row type of a class; the same object each time.</summary>
    /// <exception cref="StreamFaultException">The type, or that of one of its properties, cannot be a row: names it and the way out.</exception>
    public static RowType Of(Type clrType) => Known.GetOrAdd(clrType, static type => RowTypeBuilder.Build(type, []));

    /// <summary>The row type of a class; the same object each time.</summary>
    /// <exception cref="StreamFaultException">The type, or that of one of its properties, cannot be a row: names it and the way out.</exception>
    public static RowType Of<T>()
        where T : class => Of(typeof(T));

    /// <summary>The position of the column that the property stands in, or -1: it is computed, ignored, or of another type.</summary>
    public int IndexOf(string propertyName) => _indices.GetValueOrDefault(propertyName, -1);

    /// <summary>The same row type where what the declaration does not say about null (see <see cref="RowMember.NullabilityKnown"/>) is taken from the values that it gets.</summary>
    /// <param name="values">Type and nullability of each member's value.</param>
    public RowType WithValues(IReadOnlyList<(DataType Type, bool Nullable)> values)
    {
        Invariant.Require(values.Count == Members.Count);
        return Members.All(member => member.NullabilityKnown)
            ? this
            : new(ClrType, Constructor, Arguments, [.. Members.Select((member, i) => member.With(values[i].Type, values[i].Nullable))]);
    }

    public override string ToString() => $"{RowTypeNames.Of(ClrType)}{Schema}";
}
