using System.Globalization;

namespace StreamFlow.Testing.Conformance;

/// <summary>The columns of a <see cref="ConformanceRow"/> one by one: a difference names the column and shows both values.</summary>
internal static class ConformanceColumns
{
    private static readonly (string Name, Func<ConformanceRow, object?> Value)[] All =
    [
        (nameof(ConformanceRow.Id), row => row.Id),
        (nameof(ConformanceRow.Epoch), row => row.Epoch),
        (nameof(ConformanceRow.Writer), row => row.Writer),
        (nameof(ConformanceRow.Flag), row => row.Flag),
        (nameof(ConformanceRow.Small), row => row.Small),
        (nameof(ConformanceRow.Whole), row => row.Whole),
        (nameof(ConformanceRow.Large), row => row.Large),
        (nameof(ConformanceRow.Share), row => row.Share),
        (nameof(ConformanceRow.Ratio), row => row.Ratio),
        (nameof(ConformanceRow.Price), row => row.Price),
        (nameof(ConformanceRow.Text), row => row.Text),
        (nameof(ConformanceRow.At), row => row.At.UtcDateTime),
        (nameof(ConformanceRow.Day), row => row.Day),
        (nameof(ConformanceRow.Took), row => row.Took),
        (nameof(ConformanceRow.Key), row => row.Key),
        (nameof(ConformanceRow.Bytes), row => Convert.ToHexString(row.Bytes)),
        (nameof(ConformanceRow.MaybeFlag), row => row.MaybeFlag),
        (nameof(ConformanceRow.MaybeWhole), row => row.MaybeWhole),
        (nameof(ConformanceRow.MaybeRatio), row => row.MaybeRatio),
        (nameof(ConformanceRow.MaybePrice), row => row.MaybePrice),
        (nameof(ConformanceRow.MaybeText), row => row.MaybeText),
        (nameof(ConformanceRow.MaybeAt), row => row.MaybeAt?.UtcDateTime),
        (nameof(ConformanceRow.MaybeDay), row => row.MaybeDay),
        (nameof(ConformanceRow.MaybeTook), row => row.MaybeTook),
        (nameof(ConformanceRow.MaybeKey), row => row.MaybeKey),
        (nameof(ConformanceRow.MaybeBytes), row => row.MaybeBytes is null ? null : Convert.ToHexString(row.MaybeBytes)),
        (nameof(ConformanceRow.Part), row => row.Part),
        (nameof(ConformanceRow.Numbers), row => string.Join(',', row.Numbers)),
    ];

    public static IEnumerable<string> Names => All.Select(column => column.Name);

    /// <param name="notHeld">Columns that are left out of account.</param>
    public static IReadOnlyList<string> Differences(ConformanceRow expected, ConformanceRow actual, IReadOnlyCollection<string> notHeld) =>
    [
        .. All.Where(column => !notHeld.Contains(column.Name) && !Equals(column.Value(expected), column.Value(actual)))
            .Select(column => $"{column.Name} was {Shown(column.Value(expected))} and came back as {Shown(column.Value(actual))}"),
    ];

    private static string Shown(object? value)
    {
        var text = value switch
        {
            null => "null",
            string text1 => $"\"{text1}\"",
            DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
        return text.Length <= 60 ? text : $"{text[..60]}… ({text.Length} characters)";
    }
}
