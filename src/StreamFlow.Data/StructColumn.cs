namespace StreamFlow.Data;

/// <summary>Nested rows: one child column a field. A null row has a null (or meaningless) entry in every child, so that all have the same length.</summary>
public sealed class StructColumn : Column
{
    private readonly Column[] _children;
    private readonly bool _isView;

    public StructColumn(DataType type)
        : base(type) => _children = [.. type.Children.Select(field => Create(field.Type))];

    /// <summary>A view over columns that belong to somebody else, one a field: its maker may put other columns into the array, and says how many rows with <see cref="Show"/>.</summary>
    public StructColumn(DataType type, Column[] children)
        : base(type)
    {
        Invariant.Require(children.Length == type.Children.Count);
        _children = children;
        _isView = true;
    }

    public IReadOnlyList<Column> Children => _children;

    public override long ByteSize => _children.Sum(child => child.ByteSize);

    /// <summary>Ends a row: each child has got exactly one more entry.</summary>
    public void AppendRow()
    {
        Invariant.Require(!_isView);
        Length++;
        Grown();
        foreach (var child in _children)
            Invariant.Require(child.Length == Length);
    }

    /// <summary>Makes a view have exactly the rows that its columns have; none of them is null.</summary>
    public void Show(int rows)
    {
        Invariant.Require(_isView);
        Reset();
        Length = rows;
        foreach (var child in _children)
            Invariant.Require(child.Length == rows);
    }

    protected override void ResetValues()
    {
        if (_isView)
            return;
        foreach (var child in _children)
            child.Reset();
    }

    protected override void AppendDefault()
    {
        Invariant.Require(!_isView);
        foreach (var child in _children)
            child.AppendNull();
        AppendRow();
    }

    protected override void AppendValueFrom(Column source, int row)
    {
        Invariant.Require(!_isView);
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
