using StreamFlow;
using StreamFlow.Files;
using StreamFlow.Formats.Text;
using StreamFlow.Kafka;

namespace LogToKafka;

/// <summary>Each line of a log into a topic, as it is.</summary>
[StreamJob("log-to-kafka")]
public sealed class LogToKafkaJob : IStreamJob
{
    public void Define(StreamBuilder streams) =>
        streams.From(new LogFileSource<LogLine>(streams.Setting("Path", "app.log")) { Format = TextFormat.Instance })
            .To(new KafkaSink<LogLine>(streams.Setting("Topic", "weblog")) { Format = TextFormat.Instance });
}
