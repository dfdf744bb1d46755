using StreamFlow.Integration.Kafka;

namespace StreamFlow.Integration.Cli;

/// <summary>A test that fills a disk, and unless it says otherwise needs a real Kafka beside it; skipped, with the reason, where no small disk can be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> CanMount = new(Try);

    public SmallDiskFactAttribute(bool needsKafka = true) =>
        Skip = (needsKafka ? new KafkaFactAttribute().Skip : null) ?? (CanMount.Value ? null : "needs a small disk to fill: only root of a Linux machine may mount one");

    private static bool Try()
    {
        var directory = Directory.CreateTempSubdirectory("streamflow-disk-").FullName;
        try
        {
            return SmallDisk.TryMountAsync(directory).GetAwaiter().GetResult() && SmallDisk.UnmountAsync(directory).GetAwaiter().GetResult();
        }
        finally
        {
            Directory.Delete(directory);
        }
    }
}
