using StreamFlow.Operators.BadRecords;
using StreamFlow.Operators.Watermark;

namespace StreamFlow.Operators.Lowering;

/// <summary>The operators of one partition of a source.</summary>
/// <param name="Head">Takes its rows.</param>
/// <param name="BadRecords">Takes its bad records.</param>
/// <param name="Watermarks">Where event time is given, in the order of the plan.</param>
public sealed record SourceChain(RowConsumer Head, BadRecordCollector BadRecords, IReadOnlyList<WatermarkOperator> Watermarks);
