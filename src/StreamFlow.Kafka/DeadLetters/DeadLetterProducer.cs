using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using StreamFlow.Kafka.Administration;
using StreamFlow.Kafka.Clusters;

namespace StreamFlow.Kafka.DeadLetters;

/// <summary>
/// Puts letters back in transactions that also say how far the dead-letter topic is done. When an answer is not clear it gives up: whatever became of the transaction, the group's offsets say it
/// to the next replay, which fences this one first.
/// </summary>
internal sealed class DeadLetterProducer : IDisposable
{
    /// <summary>Letters a transaction at most.</summary>
    private const int LettersMax = 1000;
    private const long BytesMax = 16L << 20;
    private static readonly TimeSpan CallTime = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan AbortTime = TimeSpan.FromSeconds(5);

    private readonly ClusterSettings _cluster;
    private readonly string _topic;
    private readonly ClientEvents _events;
    private readonly IProducer<byte[]?, byte[]?> _producer;
    private readonly Dictionary<int, long> _done = [];
    private long _replayed;

    public DeadLetterProducer(ClusterSettings cluster, string group, string topic, ILogger logger)
    {
        _cluster = cluster;
        _topic = topic;
        _events = new ClientEvents(logger);
        _producer = Clients.Producer<byte[]?, byte[]?>(
            cluster.With(
                new Dictionary<string, string> { ["linger.ms"] = "1", ["retry.backoff.ms"] = "3", ["retry.backoff.max.ms"] = "10", ["log.connection.close"] = "false" },
                new Dictionary<string, string> { ["transactional.id"] = $"{group}.replay", ["enable.idempotence"] = "true", ["acks"] = "all", ["allow.auto.create.topics"] = "false" }),
            _events);
    }

    /// <summary>Fences every other replay of the topic, and ends what one left open.</summary>
    public Task OpenAsync(CancellationToken cancellation) => CallAsync(() => _producer.InitTransactions(CallTime), cancellation);

    /// <summary>Does what the plan says with the letters of the reader.</summary>
    public async Task ReplayAsync(DeadLetterReader reader, DeadLetterReplayPlan plan, CancellationToken cancellation)
    {
        var batch = new List<DeadLetter>();
        long bytes = 0;
        while (await reader.NextAsync(cancellation).ConfigureAwait(false) is { } letter)
        {
            batch.Add(letter);
            bytes += (letter.Value?.Length ?? 0) + (letter.Key?.Length ?? 0);
            if (batch.Count < LettersMax && bytes < BytesMax)
                continue;
            await CallAsync(() => Commit(batch, reader, plan), cancellation).ConfigureAwait(false);
            batch.Clear();
            bytes = 0;
        }

        if (batch.Count > 0)
            await CallAsync(() => Commit(batch, reader, plan), cancellation).ConfigureAwait(false);
    }

    public void Dispose() => _producer.Dispose();

    private void Commit(List<DeadLetter> letters, DeadLetterReader reader, DeadLetterReplayPlan plan)
    {
        _producer.BeginTransaction();
        foreach (var letter in letters)
        {
            if (plan.IsPutBack(letter))
                Produce(plan.TargetOf(letter), letter, letter.Headers, letter.Origin?.Timestamp ?? letter.PutAside);
            else
                Produce((_topic, letter.Partition), letter, [.. letter.Headers, .. OursOf(letter)], letter.PutAside);
            _done[letter.Partition] = letter.Offset + 1;
        }

        _producer.SendOffsetsToTransaction(_done.Select(done => new TopicPartitionOffset(_topic, done.Key, done.Value)), reader.GroupMetadata, CallTime);
        _producer.CommitTransaction(CallTime);
        _replayed += letters.Count(plan.IsPutBack);
    }

    private void Produce((string Topic, int Partition) to, DeadLetter letter, IEnumerable<MessageHeader> headers, DateTimeOffset timestamp)
    {
        var all = new Headers();
        foreach (var header in headers)
            all.Add(header.Name, header.Value);
        var message = new Message<byte[]?, byte[]?> { Key = letter.Key, Value = letter.Value, Headers = all, Timestamp = new Timestamp(timestamp) };
        while (true)
        {
            try
            {
                _producer.Produce(new TopicPartition(to.Topic, to.Partition), message);
                return;
            }
            catch (ProduceException<byte[]?, byte[]?> e) when (e.Error.Code == ErrorCode.Local_QueueFull)
            {
                _producer.Poll(TimeSpan.FromMilliseconds(50));
            }
        }
    }

    private static IEnumerable<MessageHeader> OursOf(DeadLetter letter) => letter.Origin is { } origin
        ? DeadLetterHeaders.Of(
            new BadRecord(origin.Topic, origin.Partition, origin.Offset, origin.Timestamp, letter.Key, letter.Value, letter.Headers, origin.Column, origin.Reason), origin.Job)
        : [];

    /// <summary>So that readers of committed records do not wait for the transaction's time-out. Where it does not work, the next replay ends the transaction.</summary>
    private async Task AbortAsync()
    {
        try
        {
            await Task.Run(() => _producer.AbortTransaction(AbortTime), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is KafkaException or InvalidOperationException)
        {
            _events.OnError(new Error(ErrorCode.Local_State, e.Message));
        }
    }

    private async Task CallAsync(Action call, CancellationToken cancellation)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            await Task.Run(call, CancellationToken.None).ConfigureAwait(false);
        }
        catch (KafkaException e) when (e.Error.Code is ErrorCode.Local_Fenced or ErrorCode.ProducerFenced or ErrorCode.InvalidProducerEpoch)
        {
            throw StreamFaultException.User(
                $"another replay of '{_topic}' has taken over; {_replayed} letters were put back before that", "let one replay of a topic run at a time; nothing comes twice", inner: e);
        }
        catch (KafkaException e)
        {
            var fault = KafkaFaults.From(e.Error, _cluster, $"putting dead letters of '{_topic}' back", CallTime, _events.LastError, e);
            await AbortAsync().ConfigureAwait(false);
            throw StreamFaultException.External($"{fault.Problem}; at least {_replayed} letters were put back before that", $"start the replay again: it goes on where this one ended, and nothing comes twice ({fault.WayOut ?? "the broker says why"})", inner: e);
        }
    }
}
