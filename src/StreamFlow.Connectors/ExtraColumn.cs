using System.Linq.Expressions;
using StreamFlow.Data;

namespace StreamFlow.Connectors;

/// <summary>A column that a sink needs beside the row: its key, its timestamp. The plan projects it, so a connector never evaluates an expression.</summary>
/// <param name="Name">Its name in the sink's schema; begins with '$' so that no row's column has it.</param>
/// <param name="Value">A lambda over the row.</param>
/// <param name="Part">What it is for the record.</param>
public sealed record ExtraColumn(string Name, LambdaExpression Value, RecordPart Part);
