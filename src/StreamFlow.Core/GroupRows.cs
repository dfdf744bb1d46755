using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;

namespace StreamFlow;

/// <summary>
/// The rows of a group, in the lambda of a <c>Select</c>: a description of what to aggregate, never an object with rows. Its members can only be used there, as in
/// <c>.Select(g =&gt; new { g.Key, Mean = g.Average(r =&gt; r.Price) })</c>.
/// </summary>
/// <typeparam name="TKey">The key's type.</typeparam>
/// <typeparam name="T">The row type.</typeparam>
[SuppressMessage("Design", "CA1024:Use properties where appropriate", Justification = "LINQ's names: Count() is a method.")]
public class GroupRows<TKey, T>
{
    private protected GroupRows()
    {
    }

    /// <summary>The key.</summary>
    public TKey Key => throw Misplaced();

    /// <summary>How many rows there are.</summary>
    public long Count() => throw Misplaced();

    /// <summary>For how many rows the predicate holds.</summary>
    public long Count(Expression<Func<T, bool>> predicate) => throw Misplaced();

    /// <summary>How many different values there are; null is none. Keeps every value of the group.</summary>
    public long CountDistinct<TValue>(Expression<Func<T, TValue>> value) => throw Misplaced();

    /// <summary>The smallest value; nulls do not count, and without a value it is null. NaN is smaller than any number, as in LINQ; text is ordered by its bytes.</summary>
    public TValue Min<TValue>(Expression<Func<T, TValue>> value) => throw Misplaced();

    /// <summary>The largest value; nulls do not count, and without a value it is null. NaN is smaller than any number, as in LINQ; text is ordered by its bytes.</summary>
    public TValue Max<TValue>(Expression<Func<T, TValue>> value) => throw Misplaced();

    /// <summary>
    /// The first row's value, by the order of offsets and, among partitions, of the partitions. It may be null. Windows that overlap share the slices of time they are cut into:
    /// in each partition an earlier slice then counts as before a later one.
    /// </summary>
    public TValue First<TValue>(Expression<Func<T, TValue>> value) => throw Misplaced();

    /// <summary>The last row's value, by the order of offsets and, among partitions, of the partitions; in windows that overlap by slices of time first, as <see cref="First"/>. It may be null.</summary>
    public TValue Last<TValue>(Expression<Func<T, TValue>> value) => throw Misplaced();

    /// <summary>The sum of the values. It wraps on overflow.</summary>
    public long Sum(Expression<Func<T, long>> value) => throw Misplaced();

    /// <summary>The sum of the values that are there; 0 without one. It wraps on overflow.</summary>
    public long? Sum(Expression<Func<T, long?>> value) => throw Misplaced();

    /// <summary>The sum of the values, added in the order of offsets; in windows that overlap by slices of time first, as <see cref="First"/>.</summary>
    public double Sum(Expression<Func<T, double>> value) => throw Misplaced();

    /// <summary>The sum of the values that are there, added in the order of offsets, as the other; 0 without one.</summary>
    public double? Sum(Expression<Func<T, double?>> value) => throw Misplaced();

    /// <summary>The sum of the values.</summary>
    public decimal Sum(Expression<Func<T, decimal>> value) => throw Misplaced();

    /// <summary>The sum of the values that are there; 0 without one.</summary>
    public decimal? Sum(Expression<Func<T, decimal?>> value) => throw Misplaced();

    /// <summary>The mean of the values: their sum by their count.</summary>
    public double Average(Expression<Func<T, long>> value) => throw Misplaced();

    /// <summary>The mean of the values that are there; null without one.</summary>
    public double? Average(Expression<Func<T, long?>> value) => throw Misplaced();

    /// <summary>The mean of the values: their sum by their count.</summary>
    public double Average(Expression<Func<T, double>> value) => throw Misplaced();

    /// <summary>The mean of the values that are there; null without one.</summary>
    public double? Average(Expression<Func<T, double?>> value) => throw Misplaced();

    /// <summary>The mean of the values: their sum by their count.</summary>
    public decimal Average(Expression<Func<T, decimal>> value) => throw Misplaced();

    /// <summary>The mean of the values that are there; null without one.</summary>
    public decimal? Average(Expression<Func<T, decimal?>> value) => throw Misplaced();

    /// <summary>The variance of the sample (divided by n − 1, as SQL's); nulls do not count, and with fewer than two values it is null.</summary>
    public double? Variance(Expression<Func<T, double>> value) => throw Misplaced();

    /// <summary>The variance of the sample (divided by n − 1, as SQL's); nulls do not count, and with fewer than two values it is null.</summary>
    public double? Variance(Expression<Func<T, double?>> value) => throw Misplaced();

    /// <summary>The standard deviation of the sample (divided by n − 1, as SQL's); nulls do not count, and with fewer than two values it is null.</summary>
    public double? StdDev(Expression<Func<T, double>> value) => throw Misplaced();

    /// <summary>The standard deviation of the sample (divided by n − 1, as SQL's); nulls do not count, and with fewer than two values it is null.</summary>
    public double? StdDev(Expression<Func<T, double?>> value) => throw Misplaced();

    /// <summary>An aggregate of the author's.</summary>
    /// <param name="value">What the function takes from each row.</param>
    /// <param name="function">Made once, when the job is defined.</param>
    public TResult Aggregate<TValue, TAccumulator, TResult>(
        Expression<Func<T, TValue>> value, AggregateFunction<TValue, TAccumulator, TResult> function) => throw Misplaced();

    private protected static InvalidOperationException Misplaced() =>
        new("the members of a group or window are only to be used within the lambda of a Select over it");
}
