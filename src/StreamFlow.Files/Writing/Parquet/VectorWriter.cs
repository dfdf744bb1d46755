using StreamFlow.Data;
using StreamFlow.Files.Native;

namespace StreamFlow.Files.Writing.Parquet;

/// <summary>Copies values of one column type into a vector of DuckDB's.</summary>
internal abstract unsafe class VectorWriter
{
    /// <summary>Copies one row's value.</summary>
    /// <returns>Its bytes, about.</returns>
    public long Write(Column column, int row, nint vector, ulong at)
    {
        if (!column.IsNull(row))
            return WriteValue(column, row, vector, at);
        WriteNull(vector, at);
        return 1;
    }

    /// <summary>Marks the place as one without a value.</summary>
    public virtual void WriteNull(nint vector, ulong at)
    {
        DuckDbCalls.VectorEnsureValidityWritable(vector);
        DuckDbCalls.VectorGetValidity(vector)[at >> 6] &= ~(1UL << (int)(at & 63));
    }

    protected abstract long WriteValue(Column column, int row, nint vector, ulong at);
}
