using System.Text;
using Spectre.Console;

namespace StreamFlow.App;

/// <summary>Writes to a terminal that has a table at its foot: each write goes above it. Only whole writes, so a line is one call.</summary>
internal sealed class TableAwareWriter(Encoding encoding, IAnsiConsole terminal) : TextWriter
{
    public override Encoding Encoding => encoding;

    public override void Write(char value) => terminal.Write(new Text(value.ToString()));

    public override void Write(string? value) => terminal.Write(new Text(value ?? ""));

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void WriteLine(string? value) => Write(value + "\n");
}
