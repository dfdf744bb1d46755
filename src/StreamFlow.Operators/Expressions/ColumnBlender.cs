using System.Numerics;
using StreamFlow.Data;
using StreamFlow.Data.Kernels;

namespace StreamFlow.Operators.Expressions;

/// <summary>Makes one column of two, row by row by a bit. Owns the result.</summary>
internal abstract class ColumnBlender
{
    private readonly BitBuffer _validity = new();

    public static ColumnBlender Create(DataType type) => type.Kind switch
    {
        TypeKind.Boolean => new OfBooleans(),
        TypeKind.Guid => new OfValues<Guid>(type),
        TypeKind.String or TypeKind.Binary or TypeKind.Struct or TypeKind.List => new OfRows(type),
        _ => NumericTypes.Dispatch(type, new Creator(type)),
    };

    /// <summary>The first column's rows where the bit is set, otherwise the second's.</summary>
    public abstract Column Blend(ReadOnlySpan<byte> test, Column then, Column otherwise);

    protected void BlendNulls(ReadOnlySpan<byte> test, Column then, Column otherwise, Column result)
    {
        if (!then.HasNulls && !otherwise.HasNulls)
            return;
        var validity = _validity.ForRows(result.Length);
        if (!then.HasNulls)
            BitmapKernel.Or(test, otherwise.NullBitmap, validity);
        else if (!otherwise.HasNulls)
            BitmapKernel.OrNot(then.NullBitmap, test, validity);
        else
            BitmapKernel.Blend(test, then.NullBitmap, otherwise.NullBitmap, validity);

        result.SetValidity(validity);
    }

    private sealed class OfValues<T>(DataType type) : ColumnBlender
        where T : unmanaged
    {
        private readonly ValueColumn<T> _result = new(type);

        public override Column Blend(ReadOnlySpan<byte> test, Column then, Column otherwise)
        {
            BlendKernel.Apply(test, ((ValueColumn<T>)then).Values, ((ValueColumn<T>)otherwise).Values, _result.Overwrite(then.Length));
            BlendNulls(test, then, otherwise, _result);
            return _result;
        }
    }

    private sealed class OfBooleans : ColumnBlender
    {
        private readonly BooleanColumn _result = new();

        public override Column Blend(ReadOnlySpan<byte> test, Column then, Column otherwise)
        {
            BitmapKernel.Blend(test, ((BooleanColumn)then).Bits, ((BooleanColumn)otherwise).Bits, _result.Overwrite(then.Length));
            BlendNulls(test, then, otherwise, _result);
            return _result;
        }
    }

    private sealed class OfRows(DataType type) : ColumnBlender
    {
        private readonly Column _result = Column.Create(type);

        public override Column Blend(ReadOnlySpan<byte> test, Column then, Column otherwise)
        {
            _result.Reset();
            for (var row = 0; row < then.Length; row++)
                _result.AppendFrom(Bitmap.Get(test, row) ? then : otherwise, row);
            return _result;
        }
    }

    private sealed class Creator(DataType type) : INumericVisitor<ColumnBlender>
    {
        public ColumnBlender Visit<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new OfValues<T>(type);
    }
}
