using StreamFlow.Data;

namespace StreamFlow.Formats.Json;

/// <summary>
/// JSON (UTF-8), one object a record.
/// <para>Decoding equals <c>JsonSerializer</c> with web defaults, <c>RespectNullableAnnotations</c> and <c>RespectRequiredConstructorParameters</c>, except:
/// a timestamp without an offset is UTC, and non-finite numbers and invalid UTF-8 make a bad record. Syntax and UTF-8 are checked for the whole record, types for
/// the columns wanted.</para>
/// <para>Encoding equals <c>JsonSerializer</c> too, but for text: UTF-8 passes through, only quotes, backslashes and control characters are escaped; and for
/// timestamps: UTC with 'Z'.</para>
/// </summary>
public sealed class JsonFormat : RecordFormat
{
    private JsonFormat()
    {
    }

    public static JsonFormat Instance { get; } = new();

    public override string Name => "json";

    public override RecordDecoder CreateDecoder(RowSchema columns) => new JsonDecoder(columns);

    public override RecordEncoder CreateEncoder(RowSchema columns) => new JsonEncoder(columns);
}
