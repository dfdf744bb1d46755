using StreamFlow;
using StreamFlow.Files;
using StreamFlow.Kafka;
using StreamFlow.Postgres;

namespace IotToWarehouse;

/// <summary>The readings into a topic, a table and files: one commit, so that the three always hold the same.</summary>
[StreamJob("iot-to-warehouse")]
public sealed class IotToWarehouseJob : IStreamJob
{
    public void Define(StreamBuilder streams)
    {
        var readings = streams.From(new KafkaSource<Reading>(streams.Setting("Source", "iot")));
        readings.To(new KafkaSink<Reading>(streams.Setting("Sink", "warehouse")) { Key = reading => reading.DeviceId, Timestamp = reading => reading.Ts });
        readings.To(new PostgresTable<Reading>(streams.Setting("Table", "readings")) { CreateIfMissing = true });
        readings.To(new FileSink<Reading>(streams.Setting("Directory", "warehouse/readings"))
        {
            PartitionBy = reading => new { reading.Ts.Year, reading.Ts.Month, reading.Ts.Day },
            RollAge = streams.Setting("RollAge", TimeSpan.FromMinutes(1)),
        });
    }
}
