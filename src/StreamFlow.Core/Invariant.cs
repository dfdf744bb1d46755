using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace StreamFlow;

/// <summary>Checks that hold in release builds too: a violated invariant stops the job before it can commit something wrong.</summary>
public static class Invariant
{
    /// <exception cref="StreamFaultException"><paramref name="condition"/> is false; <see cref="FaultOrigin.Internal"/>.</exception>
    public static void Require([DoesNotReturnIf(false)] bool condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        if (!condition)
            Violated(what);
    }

    [DoesNotReturn]
    private static void Violated(string what) => throw StreamFaultException.Internal($"an invariant does not hold: {what}");
}
