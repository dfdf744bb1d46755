using StreamFlow.Connectors;
using StreamFlow.Files.Following;
using StreamFlow.Formats;
using StreamFlow.Formats.Csv;

namespace StreamFlow.Files;

/// <summary>
/// The lines of a log file, as it grows: one partition. A line counts once its line break is there.
/// <para>
/// The log may be rotated, by renaming (<c>app.log</c> → <c>app.log.1</c>, or with a date for the number, packed or not) or by copying and truncating, also while the job is down. A renamed file is read to its
/// end, its last line with or without a line break, once its successor has a line: so one process writes a log at a time. A log that is not there yet is waited for.
/// </para>
/// <para>
/// A record's timestamp is when its bytes were found, to ten minutes. With CSV each line is a record, and the first line of each file its header.
/// </para>
/// </summary>
/// <param name="path">The file that is written to; it need not exist yet.</param>
public sealed class LogFileSource<T>(string path) : FileSourceSpec<T>(path)
    where T : class
{
    public override string Describe() => $"log file {Path}, {Format.Name}";

    public override SourceConnection Open(ConnectorContext context) =>
        new LogFileConnection(System.IO.Path.GetFullPath(Path), ToRead(context, FramingOf), StartOf(context), context);

    private static RecordFraming FramingOf(RecordFormat format) => format is CsvFormat { Options.Header: true } ? LineFraming.WithHeader : LineFraming.Instance;
}
