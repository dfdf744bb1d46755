using System.Text;
using StreamFlow.Files.Reading;

namespace StreamFlow.Files.Directories;

/// <summary>A file of a directory in its partition. Its records have headers: <c>file</c>, and a folder <c>year=2026</c> is the header <c>year</c>.</summary>
internal sealed class DirectoryFile : FileExtent
{
    private const string HiveNull = "__HIVE_DEFAULT_PARTITION__";
    private MessageHeader[]? _headers;

    public required FoundFile Found { get; init; }

    public override IReadOnlyList<MessageHeader> Headers => _headers ??= [new MessageHeader("file", Encoding.UTF8.GetBytes(Found.Path)), .. Found.Path.Split('/')[..^1].SelectMany(FolderValue)];

    private static IEnumerable<MessageHeader> FolderValue(string folder)
    {
        var equals = folder.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
            yield break;
        var value = Uri.UnescapeDataString(folder[(equals + 1)..]);
        yield return new MessageHeader(Uri.UnescapeDataString(folder[..equals]), value == HiveNull ? null : Encoding.UTF8.GetBytes(value));
    }
}
