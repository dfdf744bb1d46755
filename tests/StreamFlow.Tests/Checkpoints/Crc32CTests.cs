using StreamFlow.Checkpoints.Bytes;

namespace StreamFlow.Tests.Checkpoints;

public class Crc32CTests
{
    [Fact]
    public void The_check_value_of_the_standard_comes_out() => Assert.Equal(0xE3069283u, Crc32C.Of("123456789"u8));

    [Fact]
    public void Thirty_two_zero_bytes_give_the_value_of_RFC_3720() => Assert.Equal(0x8A9136AAu, Crc32C.Of(new byte[32]));

    [Fact]
    public void Two_pieces_give_the_checksum_of_the_whole()
    {
        var bytes = Enumerable.Range(0, 100).Select(i => (byte)i).ToArray();
        for (var cut = 0; cut <= bytes.Length; cut++)
            Assert.Equal(Crc32C.Of(bytes), Crc32C.Append(Crc32C.Of(bytes.AsSpan(0, cut)), bytes.AsSpan(cut)));
    }
}
