using System.Text;
using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Data.Rows;
using StreamFlow.Formats;
using StreamFlow.Formats.Json;
using StreamFlow.Testing.Sources;

namespace StreamFlow.Testing;

/// <summary>A source of a job's test: partitions in memory. Rows become records of JSON, as they would be in Kafka, and are decoded again.</summary>
public sealed class TestSource<T> : ITestSource
    where T : class
{
    private readonly TestLog _log;
    private readonly TimeProvider _time;
    private readonly RowSchema _schema = RowType.Of<T>().Schema;
    private readonly RecordEncoder _encoder;
    private readonly int _timeColumn;
    private readonly int _keyColumn;

    internal TestSource(string name, int partitions, TimeProvider time)
    {
        Name = name;
        _time = time;
        _log = new TestLog(partitions);
        _encoder = JsonFormat.Instance.CreateEncoder(_schema);
        _keyColumn = Find(field => field.Part == RecordPart.Key);
        _timeColumn = Find(field => field.Part == RecordPart.Timestamp);
        if (_timeColumn < 0)
            _timeColumn = Find(field => field is { Part: RecordPart.Value, Type.Kind: TypeKind.Timestamp, Nullable: false });
    }

    /// <summary>The source's name within the job.</summary>
    public string Name { get; }

    TestLog ITestSource.Log => _log;

    /// <summary>
    /// Adds rows behind what the partition holds. A record's key is the row's <see cref="RecordKeyAttribute"/> property, its timestamp the <see cref="RecordTimestampAttribute"/>
    /// property, or else the first time in the row, or else the test's clock.
    /// </summary>
    /// <param name="partition">0 or more.</param>
    /// <param name="rows">In the order of their offsets.</param>
    public void Add(int partition, params ReadOnlySpan<T> rows)
    {
        foreach (var row in rows)
            _log.Add(partition, Encode(row, null));
    }

    /// <summary>Adds a row with a timestamp of its record.</summary>
    public void AddAt(int partition, DateTimeOffset timestamp, T row) => _log.Add(partition, Encode(row, EventTime.ToMicroseconds(timestamp)));

    /// <summary>Adds a record with this value as it is, whether it is a row or not. Its timestamp is the test's clock, unless given; it has no headers, unless given.</summary>
    public void AddBytes(int partition, ReadOnlySpan<byte> value, string? key = null, DateTimeOffset? timestamp = null, IReadOnlyList<MessageHeader>? headers = null) =>
        _log.Add(partition, new TestRecord(
            TestRecord.Pinned(value), key is null ? null : TestRecord.Pinned(Encoding.UTF8.GetBytes(key)), EventTime.ToMicroseconds(timestamp ?? _time.GetUtcNow()))
        { Headers = headers ?? [] });

    /// <summary>Adds a record without a value. Its timestamp is the test's clock, unless given.</summary>
    public void AddTombstone(int partition, string? key = null, DateTimeOffset? timestamp = null) => _log.Add(partition, new TestRecord(
        null, key is null ? null : TestRecord.Pinned(Encoding.UTF8.GetBytes(key)), EventTime.ToMicroseconds(timestamp ?? _time.GetUtcNow())));

    SourceSpec ITestSource.Replace(SourceSpec replaced) => new TestSourceSpec<T>(replaced, Name, _log) { OnBadRecord = replaced.OnBadRecord };

    private TestRecord Encode(T row, long? timestamp)
    {
        var batch = new ColumnBatch(_schema);
        RowWriter.For<T>().Append(batch, row);
        var encoded = new EncodedRows();
        _encoder.Encode(batch, encoded);
        var key = _keyColumn >= 0 && !batch.Columns[_keyColumn].IsNull(0) ? TestRecord.Pinned(((BinaryColumn)batch.Columns[_keyColumn])[0]) : null;
        var time = timestamp ?? (_timeColumn >= 0 ? ((ValueColumn<long>)batch.Columns[_timeColumn])[0] : EventTime.ToMicroseconds(_time.GetUtcNow()));
        return new TestRecord(TestRecord.Pinned(encoded[0]), key, time);
    }

    private int Find(Func<Field, bool> isIt)
    {
        for (var i = 0; i < _schema.Count; i++)
        {
            if (isIt(_schema[i]))
                return i;
        }

        return -1;
    }
}
