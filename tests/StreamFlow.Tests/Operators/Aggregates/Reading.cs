namespace StreamFlow.Tests.Operators.Aggregates;

/// <summary>A row of the tests of aggregations, with the watermark it carries.</summary>
internal sealed record Reading(int Lane, long Offset, string Key, double Value, double? Maybe, long Number, string? Text, long Time, long Watermark);
