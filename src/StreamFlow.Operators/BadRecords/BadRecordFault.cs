namespace StreamFlow.Operators.BadRecords;

/// <summary>A bad record that stops the job, with everything that one needs to find it and to go on.</summary>
internal static class BadRecordFault
{
    private const int ShownBytes = 120;

    public static StreamFaultException Of(BadRecord record)
    {
        var column = record.Column is null ? "" : $", column '{record.Column}'";
        return StreamFaultException.User(
            $"a record is no row{column}: {record.Reason}; {Value(record.Value)}",
            "correct the producer; or put such records aside: --dead-letters TOPIC; or take them as a stream: From(source, out var badRecords); "
            + "or set OnBadRecord = BadRecordPolicy.Skip on the source to leave them out and count them",
            $"{record.Source} partition {record.Partition} offset {record.Offset}");
    }

    private static string Value(byte[]? value) => value switch
    {
        null => "it has no value",
        [] => "its value is empty",
        _ => $"its value begins: {BytesText.Start(value, ShownBytes)}",
    };
}
