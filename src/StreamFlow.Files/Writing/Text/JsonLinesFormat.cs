using StreamFlow.Data;
using StreamFlow.Formats.Json;

namespace StreamFlow.Files.Writing.Text;

internal sealed class JsonLinesFormat : FileFormat
{
    public override string Name => "json lines";

    public override string Extension => ".jsonl";

    internal override void Check(RowSchema columns) => _ = JsonFormat.Instance.CreateEncoder(columns);

    internal override PartEncoder CreateEncoder(FileCommitter files, RowSchema columns) =>
        new TextEncoder(files.Disk, files.OpenFolder, JsonFormat.Instance.CreateEncoder(columns), default);
}
