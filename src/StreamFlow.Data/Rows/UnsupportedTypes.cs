namespace StreamFlow.Data.Rows;

/// <summary>For types that no column holds: what to use instead.</summary>
internal static class UnsupportedTypes
{
    private static readonly Dictionary<string, string> WaysOut = new(StringComparer.Ordinal)
    {
        ["DateTime"] = "use DateTimeOffset: a DateTime does not say its offset from UTC",
        ["TimeOnly"] = "use TimeSpan, the time since midnight",
        ["Char"] = "use string",
        ["Half"] = "use float",
        ["IntPtr"] = "use long",
        ["UIntPtr"] = "use ulong",
        ["Int128"] = "use decimal",
        ["UInt128"] = "use decimal",
        ["BigInteger"] = "use decimal, or string",
        ["Uri"] = "use string",
        ["Version"] = "use string",
        ["Object"] = "declare a class with the members that the job reads",
        ["JsonElement"] = "declare a class with the members that the job reads",
        ["JsonNode"] = "declare a class with the members that the job reads",
        ["JsonObject"] = "declare a class with the members that the job reads",
        ["JsonDocument"] = "declare a class with the members that the job reads",
    };

    public static string WayOut(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (WaysOut.TryGetValue(bare.Name, out var known))
            return known;
        if (bare.Name.Contains("Dictionary", StringComparison.Ordinal))
            return "use an array of a class with a key and a value";
        if (bare.IsValueType)
            return "use a class or a record class instead of a struct";
        if (typeof(System.Collections.IEnumerable).IsAssignableFrom(bare))
            return "use an array";
        return bare.IsInterface || bare.IsAbstract
            ? "use a class that can be made: neither abstract nor an interface"
            : "use one of string, bool, the integers, double, float, decimal, DateTimeOffset, DateOnly, TimeSpan, Guid, byte[], an enum, a nested class, or an array; or leave the property out with [JsonIgnore]";
    }
}
