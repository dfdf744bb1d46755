namespace StreamFlow.Operators.Aggregates;

/// <summary>How one aggregate of one group comes about. The default of <typeparamref name="TState"/> is the group without rows.</summary>
/// <typeparam name="TIn">A value of the argument.</typeparam>
/// <typeparam name="TState">What a group remembers. It is stored as it lies in memory, so it has no padding.</typeparam>
/// <typeparam name="TOut">A value of the result.</typeparam>
internal interface IFold<TIn, TState, TOut>
{
    static abstract void Add(ref TState state, TIn value);

    /// <summary>A row whose argument is null: nothing, unless the aggregate looks at nulls.</summary>
    static virtual void AddNull(ref TState state)
    {
    }

    /// <summary>Takes in what a later part of the rows came to.</summary>
    static abstract void Combine(ref TState state, in TState later);

    /// <summary>The result; false when it is null.</summary>
    static abstract bool TryResult(in TState state, out TOut result);
}
