using System.Text;
using System.Text.Unicode;
using StreamFlow.Data;
using StreamFlow.Formats.Json.Readers;

namespace StreamFlow.Formats.Csv;

/// <summary>Fields into columns, by the names that the header gave them. Fields that the job does not want are checked for syntax only.</summary>
internal sealed class CsvDecoder : RecordDecoder
{
    private readonly CsvOptions _options;
    private readonly byte _separator;
    private readonly byte[] _null;
    private readonly CsvMember[] _members;
    private CsvMember?[]? _byField;
    private CsvMember[] _missing = [];
    private Column[] _columns = [];
    private byte[] _scratch = new byte[256];

    public CsvDecoder(RowSchema schema, CsvOptions options, IReadOnlyList<string>? columns)
        : base(schema)
    {
        _options = options;
        _separator = (byte)options.Separator;
        _null = Encoding.UTF8.GetBytes(options.NullText);
        _members =
        [
            .. schema.Fields.Select((field, index) => (field, index)).Where(one => one.field.Part == RecordPart.Value)
                .Select(one => new CsvMember(one.field, one.index, CsvValues.For(one.field))),
        ];
        if (columns is not null)
            Take(columns);
    }

    /// <summary>An empty line is a row without a value where there is one column, and none where there are more.</summary>
    public override bool SkipsEmptyLines => _byField is not { Length: 1 };

    public override void TakeHeader(ReadOnlySpan<byte> header)
    {
        var names = new List<string>();
        var fields = new CsvFields(header, _separator);
        while (fields.Next())
            names.Add(Encoding.UTF8.GetString(Plain(ref fields)));
        if (fields.Wrong is { } wrong)
            throw StreamFaultException.User($"the header cannot be read: {wrong}", "correct the file's first line, or say CsvOptions.Header = false where it has no header");
        Take(names);
    }

    protected override void Bind(Column[] columns) => _columns = columns;

    protected override bool TryDecodeValue(in RawRecord record, int row, RowFault fault)
    {
        if (!record.HasValue)
            return !HasValueFields || fault.SetTombstone();
        if (!Utf8.IsValid(record.Value))
            return fault.Set("the value is not valid UTF-8");
        if (_byField is not { } byField)
            return fault.Set("no header has named the columns: give CsvFormat.Columns");
        var fields = new CsvFields(record.Value, _separator);
        var count = 0;
        for (; fields.Next(); count++)
        {
            if (count < byField.Length && byField[count] is { } member && !TryRead(member, ref fields, fault))
                return fault.At(member.Field.Name);
        }

        if (fields.Wrong is not null)
            return fault.Set($"field {count + 1}: {fields.Wrong}");
        if (count != byField.Length)
            return fault.Set($"the record has {count} fields where there are {byField.Length} columns");
        foreach (var member in _missing)
        {
            if (!JsonObjectReader.TryAppendMissing(member.Member, _columns[member.Member.Index], fault))
                return fault.At(member.Field.Name);
        }

        return true;
    }

    private bool TryRead(CsvMember member, ref CsvFields fields, RowFault fault)
    {
        var column = _columns[member.Member.Index];
        if (!fields.IsQuoted && fields.Text.SequenceEqual(_null))
        {
            if (member.Field.Nullable)
            {
                column.AppendNull();
                return true;
            }

            // A text that must be there is the text itself: files of others rarely quote an empty one.
            if (member.Field.Type.Kind != TypeKind.String)
                return fault.Set("null, and the column is not nullable");
        }

        var text = Plain(ref fields);
        return member.Value.TryAppend(text, column) || fault.Set($"'{Shown(text)}' is no {member.Value.TypeName}");
    }

    private ReadOnlySpan<byte> Plain(ref CsvFields fields)
    {
        if (!fields.HasDoubledQuotes)
            return fields.Text;
        if (_scratch.Length < fields.Text.Length)
            _scratch = new byte[fields.Text.Length * 2];
        return _scratch.AsSpan(0, fields.CopyTo(_scratch));
    }

    private void Take(IReadOnlyList<string> names)
    {
        var byField = new CsvMember?[names.Count];
        foreach (var member in _members)
        {
            var exact = Find(names, member.Field.Name, StringComparison.Ordinal);
            var field = exact >= 0 ? exact : Find(names, member.Field.Name, StringComparison.OrdinalIgnoreCase);
            if (field >= 0)
                byField[field] = member;
        }

        _byField = byField;
        _missing = [.. _members.Where(member => !byField.Contains(member))];
    }

    private static int Find(IReadOnlyList<string> names, string name, StringComparison comparison)
    {
        var found = -1;
        for (var i = 0; i < names.Count; i++)
        {
            if (!names[i].Equals(name, comparison))
                continue;
            if (found >= 0)
                throw StreamFaultException.User($"two fields are named '{names[found]}' and '{names[i]}', and the job reads '{name}'", "give each column of the file a name of its own");
            found = i;
        }

        return found;
    }

    private static string Shown(ReadOnlySpan<byte> text) => text.Length <= 64 ? Encoding.UTF8.GetString(text) : Encoding.UTF8.GetString(text[..64]) + "…";
}
