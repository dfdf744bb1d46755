using StreamFlow.Data;
using StreamFlow.State.Pages;

namespace StreamFlow.State.Keys;

/// <summary>
/// A row's key columns as bytes, and back. One column of text or bytes that is never null is taken as it is; every other key is encoded column by column.
/// No column at all is one group: the empty key.
/// </summary>
public sealed class KeyCodec
{
    private readonly (ColumnCodec Codec, bool Nullable)[] _columns;
    private readonly PageWriter _scratch = new();
    private readonly bool _isPlainBytes;

    /// <param name="columns">Type of each key column, and whether it may be null.</param>
    public KeyCodec(IReadOnlyList<(DataType Type, bool Nullable)> columns)
    {
        _columns = [.. columns.Select(column => (ColumnCodec.For(column.Type), column.Nullable))];
        _isPlainBytes = columns is [{ Nullable: false, Type.Kind: TypeKind.String or TypeKind.Binary }];
    }

    /// <summary>The ids of the keys of all rows; unknown keys come into the table, without a reference.</summary>
    public void Intern(ReadOnlySpan<Column> keys, KeyTable table, Span<int> ids)
    {
        if (_isPlainBytes)
        {
            Invariant.Require(!keys[0].HasNulls);
            table.Intern((BinaryColumn)keys[0], ids);
            return;
        }

        if (keys.IsEmpty)
        {
            ids.Fill(table.Intern([]));
            return;
        }

        for (var row = 0; row < ids.Length; row++)
            ids[row] = table.Intern(Encode(keys, row));
    }

    /// <summary>Appends a key's values to the key columns.</summary>
    public void Decode(ReadOnlySpan<byte> key, ReadOnlySpan<Column> targets)
    {
        if (_isPlainBytes)
        {
            ((BinaryColumn)targets[0]).Append(key);
            return;
        }

        var reader = new PageReader(key);
        for (var i = 0; i < _columns.Length; i++)
        {
            if (_columns[i].Nullable)
                _columns[i].Codec.DecodeNullable(ref reader, targets[i]);
            else
                _columns[i].Codec.Decode(ref reader, targets[i]);
        }
    }

    private ReadOnlySpan<byte> Encode(ReadOnlySpan<Column> keys, int row)
    {
        _scratch.Clear();
        for (var i = 0; i < _columns.Length; i++)
        {
            if (_columns[i].Nullable)
            {
                _columns[i].Codec.EncodeNullable(keys[i], row, _scratch);
                continue;
            }

            Invariant.Require(!keys[i].IsNull(row));
            _columns[i].Codec.Encode(keys[i], row, _scratch);
        }

        return _scratch.Written;
    }
}
