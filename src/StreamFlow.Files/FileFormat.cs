using StreamFlow.Formats;
using StreamFlow.Formats.Json;

namespace StreamFlow.Files;

/// <summary>How rows stand in a file.</summary>
public sealed class FileFormat
{
    private FileFormat(string name, string extension, RecordFormat lines)
    {
        Name = name;
        Extension = extension;
        Lines = lines;
    }

    /// <summary>One JSON object a line (<c>.jsonl</c>).</summary>
    public static FileFormat JsonLines { get; } = new("json lines", ".jsonl", JsonFormat.Instance);

    /// <summary>The name in plans and messages.</summary>
    public string Name { get; }

    /// <summary>The ending of a file's name, with the dot.</summary>
    public string Extension { get; }

    /// <summary>How a row stands in its line.</summary>
    internal RecordFormat Lines { get; }

    public override string ToString() => Name;
}
