using StreamFlow.Data;
using StreamFlow.Data.Kernels;
using StreamFlow.Data.Rows;
using StreamFlow.State.Pages;

namespace StreamFlow.Tests.State;

public sealed class RowPageTests
{
    private static readonly Everything[] Samples =
    [
        new(true, 1, -2, 3, 4.5f, -0.0, 1.500m, "text \0 ü", [1, 2, 255], DateTimeOffset.UnixEpoch, new DateOnly(2026, 2, 28), TimeSpan.FromTicks(70), Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), new Inner("a", null), [1, 2, 3]),
        new(null, null, 0, 0, 0, double.NaN, 0m, "", [], null, null, null, null, null, []),
        new(false, long.MinValue, int.MaxValue, 255, float.Epsilon, double.MaxValue, decimal.MinValue, "z", [0], DateTimeOffset.MaxValue, DateOnly.MaxValue, TimeSpan.MinValue, Guid.Empty, new Inner("", 7), [9]),
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Rows_of_every_type_come_back_bit_by_bit(int count)
    {
        var rows = Batch(count);
        var read = new ColumnBatch(rows.Schema);
        var bytes = new PageWriter();
        RowPage.Write(rows, bytes);
        RowPage.Write(rows, bytes);
        var reader = new PageReader(bytes.Written);
        RowPage.Read(ref reader, new ColumnBatch(rows.Schema));
        RowPage.Read(ref reader, read);
        Assert.True(reader.IsAtEnd);
        Assert.Equal(count, read.RowCount);
        // The hash knows 0.0 from −0.0 and 1.5 from 1.500; the rows themselves say the rest.
        Assert.Equal(new RowHash().SumOfHashes(rows), new RowHash().SumOfHashes(read));
        var text = RowReader.For<Everything>();
        for (var row = 0; row < count; row++)
            Assert.Equal(text.Read(rows, row).ToString(), text.Read(read, row).ToString());
    }

    [Fact]
    public void A_page_that_ends_early_is_damage_and_never_an_access_outside()
    {
        var rows = Batch(3);
        var bytes = new PageWriter();
        RowPage.Write(rows, bytes);
        for (var length = 0; length < bytes.Length; length++)
        {
            var cut = bytes.Written[..length].ToArray();
            Assert.Contains("damaged", Assert.Throws<StreamFaultException>(() => Read(cut, rows.Schema)).Message, StringComparison.Ordinal);
        }
    }

    private static void Read(byte[] page, RowSchema schema)
    {
        var reader = new PageReader(page);
        RowPage.Read(ref reader, new ColumnBatch(schema));
    }

    private static ColumnBatch Batch(int count)
    {
        var rows = new ColumnBatch(RowType.Of<Everything>().Schema);
        var writer = RowWriter.For<Everything>();
        for (var row = 0; row < count; row++)
            writer.Append(rows, Samples[row % Samples.Length]);
        return rows;
    }

    private sealed record Inner(string Name, int? Size);

    private sealed record Everything(
        bool? Flag, long? Long, int Int, byte Byte, float Float, double Double, decimal Decimal, string Text, byte[] Bytes, DateTimeOffset? Time, DateOnly? Day, TimeSpan? Span, Guid? Id, Inner? Inner, int[] Items);
}
