using StreamFlow.Basics.Memory;
using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Data.Rows;

namespace StreamFlow.Tests.Basics;

public sealed class MemorySinkTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly MemorySink<Row> _sink = new("out");

    [Fact]
    public async Task An_epoch_is_seen_once_it_is_committed()
    {
        await using var committer = await OpenAsync(1);
        await WriteAsync(committer, 1, "a", "b");
        Assert.Empty(_sink.Committed);
        await committer.CommitAsync(new EpochNumber(1), None);
        Assert.Equal(["a", "b"], _sink.Committed.Select(row => row.Name));
    }

    [Fact]
    public async Task An_epoch_that_the_sink_holds_is_left_out()
    {
        await using (var committer = await OpenAsync(1))
        {
            await WriteAsync(committer, 1, "a");
            await committer.CommitAsync(new EpochNumber(1), None);
        }

        await using var again = await OpenAsync(2, expected: 1);
        await WriteAsync(again, 1, "a");
        await again.CommitAsync(new EpochNumber(1), None);
        Assert.Equal(["a"], _sink.Committed.Select(row => row.Name));
    }

    [Fact]
    public async Task An_epoch_that_was_aborted_leaves_nothing()
    {
        await using var committer = await OpenAsync(1);
        await WriteAsync(committer, 1, "a");
        await committer.AbortAsync(None);
        await WriteAsync(committer, 1, "b");
        await committer.CommitAsync(new EpochNumber(1), None);
        Assert.Equal(["b"], _sink.Committed.Select(row => row.Name));
    }

    [Fact]
    public async Task An_older_generation_is_fenced()
    {
        await using var old = await OpenAsync(1);
        await WriteAsync(old, 1, "a");
        await using var newer = await OpenAsync(2);
        await Assert.ThrowsAsync<StreamFaultException>(() => old.CommitAsync(new EpochNumber(1), None));
        Assert.Empty(_sink.Committed);
    }

    private async Task<SinkCommitter> OpenAsync(long generation, long? expected = null)
    {
        var committer = _sink.OpenCommitter(new ConnectorContext { Job = "test", Name = "out" });
        var marker = await committer.OpenAsync(new Generation(generation), None);
        Assert.Equal(expected, marker.Epoch?.Value);
        return committer;
    }

    private async Task WriteAsync(SinkCommitter committer, long epoch, params string[] names)
    {
        await committer.BeginAsync(new EpochNumber(epoch), None);
        var schema = RowType.Of<Row>().Schema;
        using var writer = _sink.OpenWriter(committer, schema);
        var batch = new ColumnBatch(schema);
        foreach (var name in names)
            RowWriter.For<Row>().Append(batch, new Row(name));
        writer.Write(batch);
        await committer.StageAsync(new EpochNumber(epoch), None);
    }

    private sealed record Row(string Name);
}
