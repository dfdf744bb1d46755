using Confluent.Kafka;
using Confluent.Kafka.Admin;
using StreamFlow.Kafka.Clusters;
using StreamFlow.Kafka.Native;

namespace StreamFlow.Kafka.Writing;

/// <summary>
/// What a group of sinks remembers, as offsets for (output topic, partition 0) of consumer groups that nothing else writes.
/// <para><c>NAME.epochs</c>: the number of the last epoch held, sent in the epoch's own transaction, so both become visible together.</para>
/// <para><c>NAME.generation</c>: the generation that opened the sinks last, written before it fences the others. An instance that does not know whether its commit
/// went through asks this first, so that a woken one does not fence its own successor.</para>
/// </summary>
internal sealed class EpochMarker(ClusterClient client, string name, string topic)
{
    private readonly string _epochs = $"{name}.epochs";
    private readonly string _generations = $"{name}.generation";

    /// <summary>The marker's group, for messages.</summary>
    public string Group => _epochs;

    /// <summary>The last epoch held; null where there is none, or none any more.</summary>
    public async Task<EpochNumber?> ReadEpochAsync(CancellationToken cancellation) =>
        await ReadAsync(_epochs, stable: true, cancellation).ConfigureAwait(false) is { } offset ? new EpochNumber(offset) : null;

    /// <summary>Puts the epoch's number into the producer's transaction.</summary>
    public NativeError? Send(NativeProducer producer, EpochNumber epoch, TimeSpan timeout) => producer.SendOffset(_epochs, topic, 0, epoch.Value, timeout);

    /// <summary>The generation that opened the sinks last; 0 where there was none.</summary>
    public async Task<Generation> ReadGenerationAsync(CancellationToken cancellation) => new(await ReadAsync(_generations, stable: false, cancellation).ConfigureAwait(false) ?? 0);

    /// <exception cref="StreamFaultException">A newer generation was here.</exception>
    public async Task ClaimAsync(Generation generation, CancellationToken cancellation)
    {
        await RequireNoneNewerAsync(generation, cancellation).ConfigureAwait(false);
        await client.AskAdminAsync($"writing the generation of {name}", admin => admin.AlterConsumerGroupOffsetsAsync(
            [new ConsumerGroupTopicPartitionOffsets(_generations, [new TopicPartitionOffset(topic, 0, generation.Value)])],
            new AlterConsumerGroupOffsetsOptions { RequestTimeout = client.Timeout }), cancellation).ConfigureAwait(false);
    }

    /// <exception cref="StreamFaultException">A newer generation was here.</exception>
    public async Task RequireNoneNewerAsync(Generation generation, CancellationToken cancellation)
    {
        if (await ReadGenerationAsync(cancellation).ConfigureAwait(false) is var last && last.Value > generation.Value)
            throw SinkFaults.TakenOver(name, $"generation {last} came after this one, {generation}");
    }

    private async Task<long?> ReadAsync(string group, bool stable, CancellationToken cancellation)
    {
        var options = new ListConsumerGroupOffsetsOptions { RequireStableOffsets = stable, RequestTimeout = client.Timeout };
        var offset = await client.AskAdminAsync($"asking for the offsets of group '{group}'", async admin =>
        {
            var answer = await admin.ListConsumerGroupOffsetsAsync([new ConsumerGroupTopicPartitions(group, [new TopicPartition(topic, 0)])], options).ConfigureAwait(false);
            var found = answer[0].Partitions[0];
            // The transaction before may still be being ended by the broker: then it is asked again.
            return found.Error.IsError ? throw new KafkaException(found.Error) : found.Offset.Value;
        }, cancellation).ConfigureAwait(false);
        return offset < 0 ? null : offset;
    }
}
