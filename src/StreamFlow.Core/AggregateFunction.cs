namespace StreamFlow;

/// <summary>
/// An aggregate of the author's. Rows are accumulated one by one in the order of their offsets, one accumulator a source partition; those are combined in the order
/// of the partitions when the window leaves. The same rows must give the same accumulator each time: no clock, no random number, no state outside it.
/// </summary>
/// <typeparam name="TValue">What is taken from each row.</typeparam>
/// <typeparam name="TAccumulator">What is kept for a group, and stored in checkpoints: a value that JsonSerializer can write and read.</typeparam>
/// <typeparam name="TResult">What leaves: of a type that a column has.</typeparam>
public abstract class AggregateFunction<TValue, TAccumulator, TResult>
{
    /// <summary>The aggregate's identity in plans and checkpoints, parameters included. Give it another when the accumulator changes its meaning.</summary>
    public abstract string Name { get; }

    /// <summary>The accumulator of no rows.</summary>
    public abstract TAccumulator Create();

    /// <summary>Takes a row's value in.</summary>
    public abstract void Accumulate(ref TAccumulator accumulator, TValue value);

    /// <summary>Takes another accumulator in; its rows count as behind those that are in already. The other goes on afterwards: copy what is in it, keep no reference to it.</summary>
    public abstract void Combine(ref TAccumulator accumulator, in TAccumulator other);

    /// <summary>The result. The accumulator may go on afterwards, so it must not be changed.</summary>
    public abstract TResult Result(in TAccumulator accumulator);
}
