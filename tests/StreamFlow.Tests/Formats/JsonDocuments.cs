using System.Globalization;
using System.Text;
using StreamFlow.Data;

namespace StreamFlow.Tests.Formats;

/// <summary>Random JSON for a schema: mostly right, sometimes wrong in every way a record can be wrong.</summary>
internal sealed class JsonDocuments(int seed)
{
    private static readonly string[] Numbers =
    [
        "0", "-0", "1", "-1", "7", "42", "127", "128", "-128", "-129", "255", "256", "32767", "32768", "65535", "65536", "2147483647", "2147483648",
        "4294967295", "4294967296", "999999999999999", "9007199254740993", "123456789012345678", "1234567890123456789", "9223372036854775807",
        "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551615", "18446744073709551616", "1700000000123",
        "253402300799999", "253402300800000", "-62135596800000", "-62135596800001", "0.0", "-0.0", "0.1", "21.37", "-21.37", "3.14159265358979",
        "0.30000000000000004", "1e5", "1E+5", "1e-5", "1.5e300", "1e308", "1e309", "-1e999", "5e-324", "1e-400", "123456789.123456789", "0.000001",
        "16777217", "3.4028236e38", "79228162514264337593543950335", "79228162514264337593543950336", "1.10", "0.00", "100.000000000000000000000000001",
        "00", "01", "-", "1.", ".5", "+1", "1e", "0x1", "NaN", "Infinity", "1_0", "--1", "1.2.3", "-01", "1e+",
        "0.12345678901234567890123", "8.5", "99.9", "1013.25", "9007199254740992.5", "900719925474099.25", "12345678901234.567",
    ];

    private static readonly string[] Texts =
    [
        "", "a", "sensor-000042", "plant-02", "Straße 7", "温度", "🌡️ warm", "with \\\"quotes\\\"", "back\\\\slash", "\\u0041", "\\u00e4\\u20ac", "\\ud83d\\ude00",
        "\\ud83d", "\\udc00x", "\\n\\t\\b\\f\\r\\/", "line\nfeed", "tab\there", "\\x", "\\u12", "\\u12g4", "true", "null", "123", "12.5", "-7", "+7", "007", " 7", "7 ", "1e2",
        "NaN", "Infinity", "-Infinity", "1e999", "exactly-sixteen!", "exactly-thirty-two-bytes-of-text", "a somewhat longer text that needs more than one vector to be looked through, äh",
        "2024-02-29T12:34:56Z", "2023-02-29T12:34:56Z", "2024-01-01T00:00:00.1234567Z", "2024-01-01T00:00:00.123456789Z", "2024-01-01T00:00:00+02:00", "2024-01-01T23:59:59.5-05:30",
        "2024-01-01", "2024-13-01", "2024-12-31", "0001-01-01", "9999-12-31", "2024-01-01T24:00:00Z", "2024-01-01T00:00Z", "2024-01-01T00:00:00", "2024-1-1", "0001-01-01T00:00:00+01:00",
        "9999-12-31T23:59:59.9999999Z", "1969-12-31T23:59:59.9999999Z", "2024-01-01t00:00:00z", "2024-01-01T00:00:00+14:00", "2024-01-01T00:00:00+14:01", "2024-01-01T00:00:00+0200", "2024-01-01T00:00:00+02",
        "2024-01-01T00:00:00.Z", "2024-01-01 00:00:00Z", "2024\\u002d01-01", "1900-02-29", "2000-02-29",
        "00:00:01", "1.02:03:04.0050000", "-00:00:00.0000001", "24:00:00", "00:60:00", "10675199.02:48:05.4775807", "1:00", " 00:00:01", "00:00:01.5",
        "c9a646d3-9c61-4cb7-bfcd-ee2522c8f633", "C9A646D3-9C61-4CB7-BFCD-EE2522C8F633", "c9a646d39c614cb7bfcdee2522c8f633", "{c9a646d3-9c61-4cb7-bfcd-ee2522c8f633}",
        "AQID", "AQI=", "AQ==", "AQ=", "A", "AQ ID", "A\\u0051ID", "AQID\\n", "!!!!", "+/+/", "\\u002B/+/",
    ];

    private readonly Random _random = new(seed);

    /// <summary>A document whose members follow the schema's order and types, with the same white space each time: what a template is learned from.</summary>
    public byte[] Regular(RowSchema schema)
    {
        var text = new StringBuilder("{");
        foreach (var field in schema.Fields)
        {
            if (text.Length > 1)
                text.Append(", ");
            text.Append('"').Append(field.Name).Append("\": ");
            AppendRight(text, field, regular: true);
        }

        return Encoding.UTF8.GetBytes(text.Append(", \"extra\": ").Append(Pick(["1", "-2.5e3", "\"x\"", "\"ü\"", "true", "null", "[1,2]", "{\"a\":[]}"])).Append('}').ToString());
    }

    /// <summary>Any document: other orders, cases, duplicates, unknown members, white space, wrong types.</summary>
    public byte[] Wild(RowSchema schema)
    {
        var text = new StringBuilder();
        AppendObject(text, schema.Fields, wrong: _random.Next(3) == 0 ? 10 : 0, depth: 0);
        if (_random.Next(60) == 0)
            text.Append(Pick([" x", "{}", ",", "//c", " "]));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The bytes with a few of them changed, inserted or cut off.</summary>
    public byte[] Mutate(byte[] json)
    {
        var bytes = new List<byte>(json);
        for (var i = _random.Next(1, 4); i > 0 && bytes.Count > 0; i--)
        {
            var at = _random.Next(bytes.Count);
            switch (_random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << _random.Next(8));
                    break;
                case 1:
                    bytes.Insert(at, (byte)_random.Next(256));
                    break;
                case 2:
                    bytes.Insert(at, (byte)Pick(["\"", "\\", "0", "9", ".", "-", "e", "}", ",", " ", "\n", "{", "[", ":"])[0]);
                    break;
                case 3:
                    bytes.RemoveRange(at, _random.Next(4) == 0 ? bytes.Count - at : 1);
                    break;
                case 4:
                    bytes[at] = (byte)Pick(["\"", "\\", "0", "9", ".", "-", "e", "}", ",", " ", "\t", "{"])[0];
                    break;
                default:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pick(Texts)));
                    break;
            }
        }

        return [.. bytes];
    }

    private void AppendObject(StringBuilder text, IReadOnlyList<Field> fields, int wrong, int depth)
    {
        var members = fields.Where(f => f.Required || _random.Next(4) != 0).ToList();
        if (_random.Next(8) == 0 && members.Count > 0)
            members.RemoveAt(_random.Next(members.Count));
        if (_random.Next(4) == 0)
            members = [.. members.OrderBy(_ => _random.Next())];
        if (_random.Next(6) == 0 && members.Count > 0)
            members.Add(members[_random.Next(members.Count)]);
        text.Append(Space()).Append('{');
        var first = true;
        foreach (var field in members)
        {
            while (_random.Next(8) == 0)
                AppendMember(text, ref first, Pick(["extra", "", "näh", "\\u0078x", "\\ud800", "$id", "$type"]), () => AppendAny(text, depth));
            AppendMember(text, ref first, Name(field.Name), () =>
            {
                if (wrong != 0 && _random.Next(wrong) == 0)
                    AppendAny(text, depth);
                else
                    AppendRight(text, field, regular: false);
            });
        }

        text.Append(Space()).Append('}');
    }

    private void AppendMember(StringBuilder text, ref bool first, string name, Action value)
    {
        if (!first)
            text.Append(Space()).Append(',');
        first = false;
        text.Append(Space()).Append('"').Append(name).Append('"').Append(Space()).Append(':').Append(Space());
        value();
    }

    private string Name(string name) => _random.Next(12) switch
    {
        0 => name.ToUpperInvariant(),
        1 => char.ToUpperInvariant(name[0]) + name[1..],
        2 => $"\\u{(int)name[0]:x4}{name[1..]}",
        _ => name,
    };

    private void AppendAny(StringBuilder text, int depth)
    {
        switch (_random.Next(8))
        {
            case 0 or 1:
                text.Append(Pick(Numbers));
                break;
            case 2 or 3:
                text.Append('"').Append(Pick(Texts)).Append('"');
                break;
            case 4:
                text.Append(Pick(["true", "false", "null", "nul", "True"]));
                break;
            case 5:
                text.Append('[').Append(Space()).Append(Pick(["", "1", "null", "\"a\"", "1, 2", "1,", "[]"])).Append(']');
                break;
            case 6 when depth < 3:
                AppendObject(text, NestedRow.Type.Children, wrong: 4, depth + 1);
                break;
            default:
                var nesting = _random.Next(10) == 0 ? _random.Next(60, 68) : _random.Next(3);
                text.Append('[', nesting).Append('0').Append(']', nesting);
                break;
        }
    }

    private void AppendRight(StringBuilder text, Field field, bool regular)
    {
        if (field.Nullable && _random.Next(5) == 0)
        {
            text.Append("null");
            return;
        }

        var value = Right(field, regular);
        // Web defaults take quoted numbers.
        if (!regular && _random.Next(10) == 0 && value.Length > 0 && (char.IsAsciiDigit(value[0]) || value[0] == '-'))
            value = $"\"{value}\"";
        text.Append(value);
    }

    private string Right(Field field, bool regular) => field.Type.Kind switch
    {
        TypeKind.Boolean => Pick(["true", "false"]),
        TypeKind.Int8 => Number(_random.Next(-128, 128)),
        TypeKind.UInt8 => Number(_random.Next(256)),
        TypeKind.Int16 => Number(_random.Next(-32768, 32768)),
        TypeKind.UInt16 => Number(_random.Next(65536)),
        TypeKind.Int32 => Number(_random.Next(int.MinValue, int.MaxValue)),
        TypeKind.UInt32 => Number(_random.NextInt64(1L << 32)),
        TypeKind.UInt64 => Number(_random.NextInt64() >> _random.Next(64)),
        TypeKind.Int64 => Number((_random.NextInt64() >> _random.Next(64)) * _random.Next(-1, 2)),
        TypeKind.Float => _random.Next(8) == 0 ? Pick(["1e5", "16777217", "0.1", "3.4028235e38", "1e39", "1E-46"]) : Round(6),
        TypeKind.Double => _random.Next(6) == 0 ? _random.NextDouble().ToString("R", CultureInfo.InvariantCulture)
            : _random.Next(12) == 0 ? Pick(["1e5", "-0.0", "-0", "0", "123456789012345678901", "5e-324", "0.1234567890123456789", "1e400"]) : Round(9),
        TypeKind.Decimal => _random.Next(8) == 0 ? Pick(["79228162514264337593543950335", "-0.0", "0.00", "1e3", "1.10", "12345678901234567.89"]) : Round(12),
        TypeKind.Timestamp when field.EpochMilliseconds => Number(_random.NextInt64(-62135596800000, 253402300800000) >> _random.Next(8)),
        TypeKind.Timestamp => Quoted(Pick(["2024-02-29T12:34:56Z", "2024-01-01T00:00:00.1234567Z", "2024-01-01T00:00:00.5+02:00", "2024-01-01", "1969-12-31T23:59:59.9999999Z"])),
        TypeKind.Date => Quoted(DateOnly.FromDayNumber(_random.Next(3_652_059)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        TypeKind.Duration => Quoted(new TimeSpan(_random.NextInt64() >> _random.Next(40)).ToString("c", CultureInfo.InvariantCulture)),
        TypeKind.Guid => Quoted(Guid.Parse("c9a646d3-9c61-4cb7-bfcd-ee2522c8f633").ToString()),
        TypeKind.Binary => Quoted(Convert.ToBase64String(RandomBytes())),
        TypeKind.String => Quoted(_random.Next(3) == 0 ? Pick(Texts) : new string((char)_random.Next('a', 'z'), _random.Next(40))),
        TypeKind.Struct => Struct(field, regular),
        _ => $"[{string.Join(", ", Enumerable.Range(0, _random.Next(4)).Select(_ => Right(field.Type.Item, regular)))}]",
    };

    private string Struct(Field field, bool regular)
    {
        var text = new StringBuilder();
        if (regular)
            text.Append("{\"a\":").Append(_random.Next(100)).Append(",\"c\":").Append(Round(4)).Append('}');
        else
            AppendObject(text, field.Type.Children, wrong: 0, depth: 3);
        return text.ToString();
    }

    private string Round(int digits) =>
        (Math.Round((_random.NextDouble() - 0.5) * Math.Pow(10, _random.Next(1, digits)), _random.Next(0, 6))).ToString("0.######", CultureInfo.InvariantCulture);

    private byte[] RandomBytes()
    {
        var bytes = new byte[_random.Next(20)];
        _random.NextBytes(bytes);
        return bytes;
    }

    private string Space() => _random.Next(6) != 0 ? "" : Pick([" ", "\t", "\n", "\r\n  ", "  "]);

    private string Pick(ReadOnlySpan<string> from) => from[_random.Next(from.Length)];

    private static string Quoted(string text) => $"\"{text}\"";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
