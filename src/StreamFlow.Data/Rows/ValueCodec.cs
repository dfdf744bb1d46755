using System.Linq.Expressions;

namespace StreamFlow.Data.Rows;

/// <summary>How the values of one CLR type stand in a column: expressions that read one and append one, compiled into readers and writers of rows.</summary>
internal abstract class ValueCodec(Type clrType, DataType type)
{
    public Type ClrType { get; } = clrType;

    public DataType Type { get; } = type;

    /// <summary>Reads a value that is there: an expression of <see cref="ClrType"/>.</summary>
    /// <param name="column">Of type <see cref="Column"/>.</param>
    /// <param name="row">Of type int.</param>
    public abstract Expression Read(Expression column, Expression row);

    /// <summary>Appends a value that is not null, of <see cref="ClrType"/>.</summary>
    public abstract Expression Append(Expression column, Expression value);
}
