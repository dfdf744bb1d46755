using StreamFlow.Data;

namespace StreamFlow.Operators.Expressions;

/// <summary>Puts the values of some rows back to where these rows stand in the batch; the rows between are null.</summary>
internal sealed class RowScatter(DataType type)
{
    private readonly Column _result = Column.Create(type);

    public Column Spread(Column values, ReadOnlySpan<int> rows, int rowCount)
    {
        _result.Reset();
        for (var i = 0; i < rows.Length; i++)
        {
            while (_result.Length < rows[i])
                _result.AppendNull();
            _result.AppendFrom(values, i);
        }

        while (_result.Length < rowCount)
            _result.AppendNull();
        return _result;
    }
}
