using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Formats.Json;

namespace StreamFlow.Basics.Console;

/// <summary>Prints rows to stdout, one JSON object a line. At least once: after a crash the rows of the epoch in flight may come twice.</summary>
/// <param name="name">The sink's name within the job. Default "console".</param>
public sealed class ConsoleSink<T>(string name = "console") : SinkSpec<T>
    where T : class
{
    public override string Name => name;

    public override string Describe() => "console, json lines";

    /// <exception cref="StreamFaultException">JSON cannot say a column's type.</exception>
    public override void Check(RowSchema schema) => JsonFormat.Instance.CreateEncoder(schema);

    public override SinkCommitter OpenCommitter(ConnectorContext context) => new ConsoleCommitter(System.Console.Out);

    public override SinkWriter OpenWriter(SinkCommitter committer, RowSchema schema) => new ConsoleWriter((ConsoleCommitter)committer, JsonFormat.Instance.CreateEncoder(schema));
}
