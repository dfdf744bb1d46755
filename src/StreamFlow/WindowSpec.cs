using StreamFlow.Plan.Nodes;

namespace StreamFlow;

/// <summary>A kind of window; made by <see cref="Window"/>.</summary>
public sealed class WindowSpec
{
    internal WindowSpec(TimeSpan size, TimeSpan every, TimeSpan offset)
    {
        RequireMicroseconds(size, nameof(size));
        RequireMicroseconds(every, nameof(every));
        if (every > size)
        {
            throw new ArgumentOutOfRangeException(
                nameof(every), every, $"windows of {Durations.Format(size)} every {Durations.Format(every)} leave gaps in which rows would vanish: give at most the size");
        }

        if (offset < TimeSpan.Zero || offset >= every)
            throw new ArgumentOutOfRangeException(nameof(offset), offset, $"give 0 or more, and less than {Durations.Format(every)}");
        Shape = new WindowShape(EventTime.ToMicroseconds(size), EventTime.ToMicroseconds(every), EventTime.ToMicroseconds(offset));
    }

    internal WindowShape Shape { get; }

    public override string ToString() => Shape.ToString();

    private static void RequireMicroseconds(TimeSpan duration, string name)
    {
        if (duration <= TimeSpan.Zero || duration.Ticks % TimeSpan.TicksPerMicrosecond != 0)
            throw new ArgumentOutOfRangeException(name, duration, "give a whole number of microseconds, more than 0");
    }
}
