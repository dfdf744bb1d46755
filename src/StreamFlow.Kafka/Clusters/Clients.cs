using Confluent.Kafka;

namespace StreamFlow.Kafka.Clusters;

/// <summary>Makes Confluent's clients with our handlers.</summary>
internal static class Clients
{
    internal static IConsumer<Ignore, Ignore> Consumer(Dictionary<string, string> settings, ClientEvents events) => Consumer<Ignore, Ignore>(settings, events);

    /// <exception cref="StreamFaultException">A setting does not exist or has a value that it cannot have.</exception>
    internal static IConsumer<TKey, TValue> Consumer<TKey, TValue>(Dictionary<string, string> settings, ClientEvents events) => Build(() =>
        new ConsumerBuilder<TKey, TValue>(settings)
            .SetErrorHandler((_, error) => events.OnError(error))
            .SetLogHandler((_, log) => events.OnLog((int)log.Level, log.Facility, log.Message))
            .Build());

    /// <exception cref="StreamFaultException">A setting does not exist or has a value that it cannot have.</exception>
    internal static IProducer<TKey, TValue> Producer<TKey, TValue>(Dictionary<string, string> settings, ClientEvents events) => Build(() =>
        new ProducerBuilder<TKey, TValue>(settings)
            .SetErrorHandler((_, error) => events.OnError(error))
            .SetLogHandler((_, log) => events.OnLog((int)log.Level, log.Facility, log.Message))
            .Build());

    private static TClient Build<TClient>(Func<TClient> build)
    {
        try
        {
            return build();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or KafkaException)
        {
            throw StreamFaultException.User(
                $"the Kafka client refuses its settings: {WithoutValue(e.Message)}", "see the section StreamFlow:Kafka of the configuration, and librdkafka's CONFIGURATION.md");
        }
    }

    /// <summary>librdkafka quotes a value that it refuses, and it may be a password: what is quoted is left out, but for the setting's name.</summary>
    private static string WithoutValue(string message)
    {
        if (!message.Contains("nvalid value", StringComparison.Ordinal))
            return message;
        var property = message.LastIndexOf("configuration property", StringComparison.Ordinal);
        return property < 0 ? "a value that a setting cannot have" : $"a value that cannot stand for {message[property..]}";
    }
}
