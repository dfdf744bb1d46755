namespace StreamFlow;

/// <summary>
/// Marks what does not give the same result for the same row again: it draws random numbers, reads a clock, asks another system. On a lambda of <c>.Map</c> or <c>.FlatMap</c>
/// (<c>.Map([NonDeterministic] (order) => …)</c>), on the method given there, or on a class of an <see cref="AggregateFunction{TValue, TAccumulator, TResult}"/>.
/// A job with one stores each epoch's output rows and a checkpoint before its first sink commits, and sends the stored rows again after a crash instead of making them anew.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class NonDeterministicAttribute : Attribute;
