using System.Text.Json;

namespace StreamFlow.Cli.Jobs;

/// <summary>
/// What a job needs to show something on a machine without Kafka: its <c>demo.json</c>. Other jobs run beside it, and one topic's
/// rows are printed.
/// </summary>
/// <param name="Topics">The topics to create, with their numbers of partitions.</param>
/// <param name="Producer">The job that writes what this one reads; null where nothing has to.</param>
/// <param name="Show">The topic whose rows are printed; null to print none.</param>
internal sealed record JobDemo(IReadOnlyDictionary<string, int> Topics, string? Producer, string? Show)
{
    public static JobDemo None { get; } = new(new Dictionary<string, int>(), null, null);

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <exception cref="UsageException">The file is not what it should be.</exception>
    public static JobDemo Of(JobEntry job)
    {
        var path = Path.Combine(job.Folder, "demo.json");
        if (!File.Exists(path))
            return None;
        try
        {
            var demo = JsonSerializer.Deserialize<JobDemo>(File.ReadAllBytes(path), Format) ?? None;
            return demo.Topics is null ? demo with { Topics = None.Topics } : demo;
        }
        catch (JsonException e)
        {
            throw new UsageException($"{path} does not parse: {e.Message}", """it looks like {"producer": "iot-producer", "topics": {"iot": 2}, "show": "iot"}""");
        }
    }
}
