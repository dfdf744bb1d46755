using StreamFlow.Data;

namespace StreamFlow.Formats.Csv;

/// <summary>Appends the value that a field's text says; false, and nothing appended, where it says none.</summary>
internal delegate bool CsvAppend(ReadOnlySpan<byte> text, Column column);

/// <summary>How a column's type stands in a field.</summary>
/// <param name="TypeName">What messages call it.</param>
/// <param name="TryAppend">Reads it.</param>
internal sealed record CsvValue(string TypeName, CsvAppend TryAppend);
