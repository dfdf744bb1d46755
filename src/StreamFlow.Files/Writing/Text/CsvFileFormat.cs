using StreamFlow.Data;
using StreamFlow.Formats.Csv;

namespace StreamFlow.Files.Writing.Text;

internal sealed class CsvFileFormat(CsvOptions options) : FileFormat
{
    public override string Name => "csv";

    public override string Extension => ".csv";

    internal override void Check(RowSchema columns) => _ = new CsvEncoder(columns, options);

    internal override PartEncoder CreateEncoder(FileCommitter files, RowSchema columns)
    {
        var lines = new CsvEncoder(columns, options);
        return new TextEncoder(files.Disk, files.OpenFolder, lines, lines.Header);
    }
}
