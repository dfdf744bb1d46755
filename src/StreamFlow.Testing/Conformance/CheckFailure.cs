namespace StreamFlow.Testing.Conformance;

/// <summary>What a check found, before the check's name is put to it.</summary>
internal sealed class CheckFailure(string problem, Exception? inner = null) : Exception(problem, inner)
{
    public static void Require(bool holds, string problem)
    {
        if (!holds)
            throw new CheckFailure(problem);
    }
}
