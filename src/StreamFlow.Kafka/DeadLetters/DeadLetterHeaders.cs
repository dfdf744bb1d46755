using System.Globalization;
using System.Text;

namespace StreamFlow.Kafka.DeadLetters;

/// <summary>The headers that a dead letter has beside its own: where it came from, and why it was put aside. All are text in UTF-8.</summary>
internal static class DeadLetterHeaders
{
    /// <summary>What every one of these names begins with.</summary>
    public const string Prefix = "streamflow.";

    public const string Topic = Prefix + "topic";
    public const string Partition = Prefix + "partition";
    public const string Offset = Prefix + "offset";

    /// <summary>The record's own timestamp, ISO 8601, UTC.</summary>
    public const string Timestamp = Prefix + "timestamp";

    /// <summary>Not there where the whole record is broken.</summary>
    public const string Column = Prefix + "column";
    public const string Reason = Prefix + "reason";
    public const string Job = Prefix + "job";

    public static bool IsOurs(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    public static IEnumerable<MessageHeader> Of(BadRecord record, string job)
    {
        yield return Text(Topic, record.Source);
        yield return Text(Partition, record.Partition.ToString(CultureInfo.InvariantCulture));
        yield return Text(Offset, record.Offset.ToString(CultureInfo.InvariantCulture));
        yield return Text(Timestamp, EventTime.Format(EventTime.ToMicroseconds(record.Timestamp)));
        if (record.Column is not null)
            yield return Text(Column, record.Column);
        yield return Text(Reason, record.Reason);
        yield return Text(Job, job);
    }

    private static MessageHeader Text(string name, string value) => new(name, Encoding.UTF8.GetBytes(value));
}
