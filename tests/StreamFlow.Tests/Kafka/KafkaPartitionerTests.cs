using System.Text;
using StreamFlow.Kafka;

namespace StreamFlow.Tests.Kafka;

public sealed class KafkaPartitionerTests
{
    // From org.apache.kafka.common.utils.UtilsTest.
    [Theory]
    [InlineData("21", -973932308)]
    [InlineData("foobar", -790332482)]
    [InlineData("a-little-bit-long-string", -985981536)]
    [InlineData("a-little-bit-longer-string", -1486304829)]
    [InlineData("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971)]
    [InlineData("abc", 479470107)]
    public void Hash_is_the_Java_clients(string key, int expected) =>
        Assert.Equal(expected, (int)KafkaPartitioner.Murmur2(Encoding.UTF8.GetBytes(key)));

    [Fact]
    public void Every_partition_is_in_range()
    {
        for (var i = 0; i < 1000; i++)
            Assert.InRange(KafkaPartitioner.PartitionOf(Encoding.UTF8.GetBytes($"key-{i}"), 7), 0, 6);
    }
}
