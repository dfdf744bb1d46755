using System.Text;

namespace StreamFlow.Kafka.Native;

/// <summary>Makes native clients from settings.</summary>
internal static unsafe class NativeConf
{
    internal const int Producer = 0;
    private const int ErrorTextSize = 512;

    /// <summary>A configuration that <see cref="Open"/> takes over.</summary>
    /// <exception cref="StreamFaultException">librdkafka does not know a setting or refuses its value; the message names it, never the value.</exception>
    internal static nint Create(IReadOnlyDictionary<string, string> settings)
    {
        LibrdkafkaResolver.Require();
        var conf = Librdkafka.rd_kafka_conf_new();
        var error = stackalloc byte[ErrorTextSize];
        foreach (var (name, value) in settings)
        {
            if (Librdkafka.rd_kafka_conf_set(conf, name, value, error, ErrorTextSize) == 0)
                continue;
            Librdkafka.rd_kafka_conf_destroy(conf);
            // The native text may repeat the value, and the value may be a password.
            throw StreamFaultException.User(
                $"the Kafka client does not take the setting '{name}': it does not exist, or its value is not one that it can have",
                "look it up in librdkafka's CONFIGURATION.md");
        }

        return conf;
    }

    internal static nint Open(nint conf)
    {
        var error = stackalloc byte[ErrorTextSize];
        var client = Librdkafka.rd_kafka_new(Producer, conf, error, ErrorTextSize);
        if (client != 0)
            return client;
        Librdkafka.rd_kafka_conf_destroy(conf);
        throw StreamFaultException.User($"the Kafka client refuses its settings: {Text(error)}", "see the section StreamFlow:Kafka of the configuration");
    }

    internal static string Text(byte* text) => text is null ? "" : Encoding.UTF8.GetString(System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));
}
