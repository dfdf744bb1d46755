using System.Collections.Concurrent;
using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace StreamFlow.Definition;

/// <summary>Settings as text: one grammar for <c>--set</c>, the environment and appsettings.json. Durations also as <c>10s</c>.</summary>
internal static class SettingText
{
    private static readonly ConcurrentDictionary<Type, Func<string, object>> Parsers = new();

    /// <exception cref="FormatException">The text is no value of the type.</exception>
    public static object Parse(string text, Type type) => Parsers.GetOrAdd(Nullable.GetUnderlyingType(type) ?? type, ParserOf)(text);

    public static string Format(object? value) => value switch
    {
        null => "none",
        TimeSpan duration => Durations.Format(duration),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    public static string Describe(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(TimeSpan) => "duration",
        var t when t == typeof(bool) => "truth value",
        var t when t == typeof(int) || t == typeof(long) || t == typeof(short) || t == typeof(byte) => "whole number",
        var t when t == typeof(double) || t == typeof(decimal) || t == typeof(float) => "number",
        { IsEnum: true } t => $"one of {string.Join(", ", Enum.GetNames(t))}",
        var t => t.Name,
    };

    public static string Example(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(TimeSpan) => "one such as 500ms, 10s, 1m, 2h",
        var t when t == typeof(bool) => "true or false",
        var t when t == typeof(int) || t == typeof(long) || t == typeof(short) || t == typeof(byte) => "one such as 1000",
        var t when t == typeof(double) || t == typeof(decimal) || t == typeof(float) => "one such as 2.5",
        { IsEnum: true } t => $"one of {string.Join(", ", Enum.GetNames(t))}",
        _ => "one that parses",
    };

    private static Func<string, object> ParserOf(Type type)
    {
        if (type == typeof(string))
            return text => text;
        if (type == typeof(TimeSpan))
            return text => Durations.Parse(text);
        if (type.IsEnum)
            return text => ParseEnum(text, type);
        if (type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IParsable<>)))
            return (Func<string, object>)typeof(SettingText).GetMethod(nameof(Parsable), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, null)!;
        var converter = TypeDescriptor.GetConverter(type);
        return converter.CanConvertFrom(typeof(string))
            ? text => converter.ConvertFromInvariantString(text) ?? throw new FormatException()
            : throw new FormatException($"a {type.Name} cannot be read from text");
    }

    private static Func<string, object> Parsable<T>()
        where T : IParsable<T> => text => T.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>By name, ignoring case and hyphens (<c>at-least-once</c>); never by number.</summary>
    private static object ParseEnum(string text, Type type) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0]) && Enum.TryParse(type, text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var value)
            ? value
            : throw new FormatException();
}
