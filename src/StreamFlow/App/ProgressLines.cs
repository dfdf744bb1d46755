namespace StreamFlow.App;

/// <summary>One line an epoch.</summary>
internal sealed class ProgressLines(TextWriter output, Func<QueryProgress, string> format) : ProgressDisplay
{
    internal override void Show(QueryProgress progress) => output.WriteLine(format(progress));
}
