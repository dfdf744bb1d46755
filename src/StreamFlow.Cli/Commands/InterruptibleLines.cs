namespace StreamFlow.Cli.Commands;

/// <summary>Lines of a terminal or a pipe whose reading Ctrl-C can leave: a read of stdin itself cannot be taken back.</summary>
internal sealed class InterruptibleLines(TextReader lines) : TextReader
{
    public override async ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken) =>
        await Task.Run(lines.ReadLine, CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
}
