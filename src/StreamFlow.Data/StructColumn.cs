namespace StreamFlow.Data;

/// <summary>Nested rows: one child column a field. A null row has a null (or meaningless) entry in every child, so that all have the same length.</summary>
public sealed class StructColumn : Column
{
    private readonly Column[] _children;

    public StructColumn(DataType type)
        : base(type) => _children = [.. type.Children.Select(field => Create(field.Type))];

    public IReadOnlyList<Column> Children => _children;

    public override long ByteSize => _children.Sum(child => child.ByteSize);

    /// <summary>Ends a row: each child has got exactly one more entry.</summary>
    public void AppendRow()
    {
        Length++;
        Grown();
        foreach (var child in _children)
            Invariant.Require(child.Length == Length);
    }

    protected override void ResetValues()
    {
        foreach (var child in _children)
            child.Reset();
    }

    protected override void AppendDefault()
    {
        foreach (var child in _children)
            child.AppendNull();
        AppendRow();
    }

    protected override void AppendValueFrom(Column source, int row)
    {
        var from = (StructColumn)source;
        for (var i = 0; i < _children.Length; i++)
            _children[i].AppendFrom(from._children[i], row);
        AppendRow();
    }

    protected override void TruncateValues(int length)
    {
        foreach (var child in _children)
            child.Truncate(length);
    }
}
