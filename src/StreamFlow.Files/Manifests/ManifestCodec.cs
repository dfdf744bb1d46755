using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace StreamFlow.Files.Manifests;

/// <summary>
/// A manifest as JSON for people, with a checksum of all before it as the last member. A golden file holds the format: change it only together with
/// <see cref="FormatVersion"/>.
/// </summary>
internal static class ManifestCodec
{
    public const int FormatVersion = 1;

    private const string Format = "streamflow-files";
    private const string ChecksumStart = ",\n  \"sha256\": \"";
    private const string ChecksumEnd = "\"\n}\n";
    private const int ChecksumDigits = 64;
    private static readonly JsonWriterOptions Layout = new() { Indented = true, IndentSize = 2, NewLine = "\n" };

    public static byte[] Write(SinkManifest manifest)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, Layout))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteNumber("version", FormatVersion);
            json.WriteNumber("number", manifest.Number);
            json.WriteString("application", manifest.Sink.Application);
            json.WriteString("job", manifest.Sink.Job);
            json.WriteString("sink", manifest.Sink.Sink);
            json.WriteNumber("generation", manifest.Generation.Value);
            json.WriteString("instance", manifest.Instance);
            if (manifest.Epoch is { } epoch)
                json.WriteNumber("epoch", epoch.Value);
            else
                json.WriteNull("epoch");
            WriteParts(json, "complete", manifest.Complete);
            WriteParts(json, "growing", manifest.Growing);
            json.WriteEndObject();
        }

        // The object's end, "\n}", makes room for the checksum.
        var content = body.WrittenSpan[..^2];
        var tail = $"{ChecksumStart}{Convert.ToHexStringLower(SHA256.HashData(content))}{ChecksumEnd}";
        return [.. content, .. Encoding.ASCII.GetBytes(tail)];
    }

    /// <exception cref="FormatException">These are not the bytes of a manifest, whole and of this format; the message says what is wrong.</exception>
    public static SinkManifest Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            // The version first: a later one may have another checksum.
            RequireVersion(bytes);
            RequireChecksum(bytes);
            using var document = JsonDocument.Parse(bytes.ToArray());
            var root = document.RootElement;
            return new SinkManifest
            {
                Number = root.GetProperty("number").GetInt64(),
                Sink = new SinkIdentity(Text(root, "application"), Text(root, "job"), Text(root, "sink")),
                Generation = new Generation(root.GetProperty("generation").GetInt64()),
                Instance = Text(root, "instance"),
                Epoch = root.GetProperty("epoch") is { ValueKind: JsonValueKind.Number } epoch ? new EpochNumber(epoch.GetInt64()) : null,
                Complete = ReadParts(root, "complete"),
                Growing = ReadParts(root, "growing"),
            };
        }
        catch (Exception damage) when (damage is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("it is not a whole manifest", damage);
        }
    }

    private static void WriteParts(Utf8JsonWriter json, string name, IReadOnlyList<PartEntry> parts)
    {
        json.WriteStartArray(name);
        foreach (var part in parts)
        {
            json.WriteStartObject();
            json.WriteString("file", part.Path);
            json.WriteNumber("bytes", part.Bytes);
            json.WriteNumber("rows", part.Rows);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static PartEntry[] ReadParts(JsonElement root, string name) =>
        [.. root.GetProperty(name).EnumerateArray().Select(part => new PartEntry(Text(part, "file"), part.GetProperty("bytes").GetInt64(), part.GetProperty("rows").GetInt64()))];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null");

    private static void RequireVersion(ReadOnlySpan<byte> bytes)
    {
        var json = new Utf8JsonReader(bytes);
        string? member = null, format = null;
        while (json.Read() && member != "version")
        {
            if (json.TokenType == JsonTokenType.PropertyName)
                member = json.GetString();
            else if (member == "format" && json.TokenType == JsonTokenType.String)
                format = json.GetString();
        }

        if (format != Format || member != "version" || json.TokenType != JsonTokenType.Number)
            throw new FormatException("it is not the manifest of a file sink");
        if (json.GetInt32() is var version && version != FormatVersion)
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"it has format version {version}, this StreamFlow reads {FormatVersion}"));
    }

    private static void RequireChecksum(ReadOnlySpan<byte> bytes)
    {
        var content = bytes.Length - ChecksumStart.Length - ChecksumDigits - ChecksumEnd.Length;
        var expected = content < 0 ? "" : $"{ChecksumStart}{Convert.ToHexStringLower(SHA256.HashData(bytes[..content]))}{ChecksumEnd}";
        if (content < 0 || !bytes[content..].SequenceEqual(Encoding.ASCII.GetBytes(expected)))
            throw new FormatException("its checksum is wrong");
    }
}
