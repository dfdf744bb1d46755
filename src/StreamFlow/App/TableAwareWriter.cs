using System.Text;

namespace StreamFlow.App;

/// <summary>Writes to a terminal that has a table at its foot: each write goes above it. Only whole writes, so a line is one call.</summary>
internal sealed class TableAwareWriter(TextWriter terminal, Action<Action> above) : TextWriter
{
    public override Encoding Encoding => terminal.Encoding;

    public override void Write(char value) => above(() => terminal.Write(value));

    public override void Write(string? value) => above(() => terminal.Write(value));

    public override void Write(char[] buffer, int index, int count) => above(() => terminal.Write(buffer, index, count));

    public override void WriteLine(string? value) => above(() => terminal.WriteLine(value));

    public override void Flush() => terminal.Flush();
}
