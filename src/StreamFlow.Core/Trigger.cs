using System.ComponentModel;
using System.Globalization;

namespace StreamFlow;

/// <summary>When an epoch begins.</summary>
[TypeConverter(typeof(TriggerConverter))]
public sealed record Trigger
{
    private Trigger(TriggerKind kind, TimeSpan interval = default) => (Kind, Interval) = (kind, interval);

    /// <summary>Everything that is there at the start, in as many epochs as the limits ask for; then the query ends.</summary>
    public static Trigger AvailableNow { get; } = new(TriggerKind.AvailableNow);

    /// <summary>Everything that is there at the start, in one epoch; then the query ends.</summary>
    public static Trigger Once { get; } = new(TriggerKind.Once);

    /// <summary>Rows flow as they come.</summary>
    public static Trigger Continuous { get; } = new(TriggerKind.Continuous);

    public TriggerKind Kind { get; }

    /// <summary>For <see cref="TriggerKind.Interval"/>: from the beginning of one epoch to the beginning of the next; an epoch that takes longer is followed at once.</summary>
    public TimeSpan Interval { get; }

    /// <summary>Whether the query ends by itself.</summary>
    public bool IsBounded => Kind is TriggerKind.AvailableNow or TriggerKind.Once;

    /// <summary>An epoch each so often.</summary>
    /// <param name="interval">0 (as soon as there are rows) to 24 days.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside of that range.</exception>
    public static Trigger Every(TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(interval, TimeSpan.FromDays(24));
        return new Trigger(TriggerKind.Interval, interval);
    }

    /// <summary>Reads <c>available-now</c>, <c>once</c>, <c>continuous</c>, or a duration such as <c>500ms</c>, <c>1s</c>, <c>1m</c>, <c>2h</c>.</summary>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static Trigger Parse(string text) => text switch
    {
        "available-now" => AvailableNow,
        "once" => Once,
        "continuous" => Continuous,
        _ when Durations.TryParse(text, out var interval) => Every(interval),
        _ => throw new FormatException($"'{text}' is no trigger: give available-now, once, continuous, or a duration such as 1s, 30s, 1m"),
    };

    public override string ToString() => Kind switch
    {
        TriggerKind.AvailableNow => "available-now",
        TriggerKind.Once => "once",
        TriggerKind.Continuous => "continuous",
        _ => Durations.Format(Interval),
    };

    private sealed class TriggerConverter : TypeConverter
    {
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

        public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) => Parse((string)value);
    }
}
