namespace StreamFlow.Architecture.Rules;

internal static class Verdict
{
    /// <summary>Fails with all findings, not only the first.</summary>
    public static void None(IEnumerable<string> findings)
    {
        var found = findings.ToList();
        if (found.Count > 0)
            Assert.Fail(string.Join(Environment.NewLine, found));
    }
}
