namespace StreamFlow.Testing.Conformance;

/// <summary>Calls of what is under test: each ends within a time, and fails in the one way that the engine understands.</summary>
internal static class Calls
{
    /// <summary>A call that must succeed.</summary>
    public static async Task<T> MustAsync<T>(string call, TimeSpan patience, Func<CancellationToken, Task<T>> action)
    {
        try
        {
            return await BoundedAsync(call, patience, action).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not CheckFailure)
        {
            throw new CheckFailure($"{call} failed: {error.Message}", error);
        }
    }

    public static Task MustAsync(string call, TimeSpan patience, Func<CancellationToken, Task> action) => MustAsync(call, patience, Valued(action));

    /// <summary>A call that may fail, with a <see cref="StreamFaultException"/>.</summary>
    /// <returns>The fault; null when it succeeded.</returns>
    public static async Task<StreamFaultException?> TryAsync(string call, TimeSpan patience, Func<CancellationToken, Task> action)
    {
        try
        {
            await BoundedAsync(call, patience, Valued(action)).ConfigureAwait(false);
            return null;
        }
        catch (StreamFaultException fault)
        {
            return fault;
        }
        catch (Exception error) when (error is not CheckFailure)
        {
            throw new CheckFailure($"{call} failed with {error.GetType().Name}, not with a {nameof(StreamFaultException)}: {error.Message}", error);
        }
    }

    private static async Task<T> BoundedAsync<T>(string call, TimeSpan patience, Func<CancellationToken, Task<T>> action)
    {
        using var cancellation = new CancellationTokenSource(patience);
        try
        {
            // On a thread of its own: a call that blocks is found too.
            return await Task.Run(() => action(cancellation.Token), CancellationToken.None).WaitAsync(patience + TimeSpan.FromSeconds(1)).ConfigureAwait(false);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            throw new CheckFailure($"{call} did not return within {patience.TotalSeconds} s", error);
        }
    }

    private static Func<CancellationToken, Task<bool>> Valued(Func<CancellationToken, Task> action) => async cancellation =>
    {
        await action(cancellation).ConfigureAwait(false);
        return true;
    };
}
