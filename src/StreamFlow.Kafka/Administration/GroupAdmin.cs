using Confluent.Kafka;
using Confluent.Kafka.Admin;
using StreamFlow.Kafka.Clusters;

namespace StreamFlow.Kafka.Administration;

/// <summary>Consumer groups. An embedded broker knows offsets of groups and nothing more.</summary>
internal sealed class GroupAdmin(ClusterClient client, Func<CancellationToken, Task<bool>> isEmbedded)
{
    public async Task<IReadOnlyList<GroupSummary>> ListAsync(CancellationToken cancellation)
    {
        // librdkafka 2.15.1 ends the process on an answer that is an error: do not ask.
        if (await isEmbedded(cancellation).ConfigureAwait(false))
            throw StreamFaultException.User("an embedded broker does not list groups", "ask for one by name: ./streamflow groups lag JOB, or GROUP");
        var options = new ListConsumerGroupsOptions { RequestTimeout = client.Timeout };
        var answer = await client.AskAdminAsync("listing groups", admin => admin.ListConsumerGroupsAsync(options), cancellation).ConfigureAwait(false);
        return [.. answer.Valid.OrderBy(g => g.GroupId, StringComparer.Ordinal).Select(g => new GroupSummary(g.GroupId, g.State.ToString()))];
    }

    public async Task<GroupDescription> DescribeAsync(string group, CancellationToken cancellation)
    {
        if (await isEmbedded(cancellation).ConfigureAwait(false))
            return new GroupDescription(group, "Unknown", null, [], await GetLagAsync(group, cancellation).ConfigureAwait(false));
        var options = new DescribeConsumerGroupsOptions { RequestTimeout = client.Timeout };
        var answer = await client.AskAdminAsync($"describing group '{group}'", admin => admin.DescribeConsumerGroupsAsync([group], options), cancellation).ConfigureAwait(false);
        var found = answer.ConsumerGroupDescriptions[0];
        var offsets = await GetOffsetsAsync(group, cancellation).ConfigureAwait(false);
        if (offsets.Count == 0 && found.Members.Count == 0)
            throw await UnknownAsync(group, cancellation).ConfigureAwait(false);
        return new GroupDescription(
            group,
            found.State.ToString(),
            found.Coordinator is null ? null : $"{found.Coordinator.Host}:{found.Coordinator.Port}",
            [.. found.Members.Select(m => new GroupMember(
                m.ConsumerId, m.ClientId, m.Host, [.. m.Assignment.TopicPartitions.Select(p => $"{p.Topic}/{p.Partition.Value}")]))],
            await WithEndsAsync(offsets, cancellation).ConfigureAwait(false));
    }

    public async Task<IReadOnlyList<GroupLag>> GetLagAsync(string group, CancellationToken cancellation)
    {
        var lag = await FindLagAsync(group, cancellation).ConfigureAwait(false);
        return lag.Count > 0 ? lag : throw await UnknownAsync(group, cancellation).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<GroupLag>> FindLagAsync(string group, CancellationToken cancellation) =>
        await WithEndsAsync(await GetOffsetsAsync(group, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);

    public async Task<IReadOnlyList<GroupLag>> ResetAsync(string group, string topic, OffsetReset to, CancellationToken cancellation)
    {
        var metadata = await client.AskAsync($"asking for topic '{topic}'", _ => client.GetTopic(topic), cancellation).ConfigureAwait(false);
        var ids = metadata.Partitions.Select(p => p.PartitionId).ToList();
        var target = await to.ResolveAsync(client, topic, ids, cancellation).ConfigureAwait(false);
        var offsets = target.OrderBy(o => o.Key).Select(o => new TopicPartitionOffset(topic, o.Key, o.Value)).ToList();
        try
        {
            await client.AskAdminAsync($"resetting group '{group}'", admin => admin.AlterConsumerGroupOffsetsAsync(
                [new ConsumerGroupTopicPartitionOffsets(group, offsets)], new AlterConsumerGroupOffsetsOptions { RequestTimeout = client.Timeout }), cancellation).ConfigureAwait(false);
        }
        catch (StreamFaultException e) when (e.InnerException is AlterConsumerGroupOffsetsException refused)
        {
            var reason = refused.Results.SelectMany(r => r.Partitions).FirstOrDefault(p => p.Error.IsError)?.Error.Reason ?? e.Problem;
            throw StreamFaultException.User($"the offsets of group '{group}' cannot be set now: {reason}", "stop the group's members first", inner: e);
        }

        return await WithEndsAsync(offsets, cancellation).ConfigureAwait(false);
    }

    private async Task<List<TopicPartitionOffset>> GetOffsetsAsync(string group, CancellationToken cancellation)
    {
        // Without partitions named: all that the group has committed. An embedded broker wants them named.
        var named = await isEmbedded(cancellation).ConfigureAwait(false)
            ? await client.AskAsync("asking for topics", _ => client.GetMetadata(), cancellation).ConfigureAwait(false)
            : null;
        var partitions = named?.Topics.SelectMany(t => t.Partitions.Select(p => new TopicPartition(t.Topic, p.PartitionId))).ToList();
        var answer = await client.AskAdminAsync($"asking for the offsets of group '{group}'", admin => admin.ListConsumerGroupOffsetsAsync(
            [new ConsumerGroupTopicPartitions(group, partitions)], new ListConsumerGroupOffsetsOptions { RequestTimeout = client.Timeout }), cancellation).ConfigureAwait(false);
        return [.. answer[0].Partitions.Where(p => p.Offset.Value >= 0).Select(p => p.TopicPartitionOffset)];
    }

    private async Task<IReadOnlyList<GroupLag>> WithEndsAsync(List<TopicPartitionOffset> offsets, CancellationToken cancellation)
    {
        var lags = new List<GroupLag>();
        foreach (var topic in offsets.GroupBy(o => o.Topic).OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            // A topic deleted meanwhile has no end any more.
            var exists = await client.AskAsync("asking for the group's topics", _ => client.FindTopic(topic.Key), cancellation).ConfigureAwait(false) is not null;
            var ends = exists ? await client.ListOffsetsAsync(topic.Key, topic.Select(o => o.Partition.Value), OffsetSpec.Latest(), cancellation).ConfigureAwait(false) : [];
            lags.AddRange(topic.OrderBy(o => o.Partition.Value).Select(o =>
                new GroupLag(topic.Key, o.Partition.Value, o.Offset.Value, ends.GetValueOrDefault(o.Partition.Value, o.Offset.Value))));
        }

        return lags;
    }

    private async Task<StreamFaultException> UnknownAsync(string group, CancellationToken cancellation) => StreamFaultException.User(
        $"Kafka at {client.Settings.BootstrapServers} has no offsets of a group '{group}'",
        await isEmbedded(cancellation).ConfigureAwait(false)
            ? "an embedded broker cannot list its groups: look for a typing error; that of a job has offsets once the job has committed an epoch there"
            : "./streamflow groups list shows those that there are; that of a job has offsets once the job has committed an epoch");
}
