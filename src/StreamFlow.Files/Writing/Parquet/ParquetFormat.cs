using StreamFlow.Data;
using StreamFlow.Files.Native;

namespace StreamFlow.Files.Writing.Parquet;

internal sealed class ParquetFormat : FileFormat
{
    public override string Name => "parquet";

    public override string Extension => ".parquet";

    internal override void Check(RowSchema columns)
    {
        if (columns.Fields.GroupBy(field => field.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twins)
        {
            throw StreamFaultException.User(
                $"the columns {string.Join(" and ", twins.Select(field => $"'{field.Name}'"))} differ in case only, and Parquet is written without regard to it",
                "rename one with [JsonPropertyName]");
        }

        _ = VectorWriters.For(columns);
    }

    internal override PartEncoder CreateEncoder(FileCommitter files, RowSchema columns)
    {
        var settings = files.Context.Settings("Files");
        DuckDbLibrary.Load(settings.FirstOrDefault(setting => setting.Key.Equals("DuckDb", StringComparison.OrdinalIgnoreCase)).Value);
        return new ParquetEncoder(files.Disk, files.OpenFolder, columns);
    }
}
