using StreamFlow.Simulation.Jobs.Steps;

namespace StreamFlow.Simulation.Oracle;

/// <summary>Which windows a time belongs to, by counting them. Microseconds; ends are exclusive.</summary>
internal sealed class WindowTimes(WindowStep step)
{
    private readonly long _size = EventTime.ToMicroseconds(step.Size);
    private readonly long _every = EventTime.ToMicroseconds(step.Every);
    private readonly long _offset = EventTime.ToMicroseconds(step.Offset);

    /// <summary>The ends, in order, of the windows that hold a time.</summary>
    public IReadOnlyList<long> EndsOf(long time)
    {
        var ends = new List<long>();
        for (var start = LastStart(time); start > time - _size; start -= _every)
            ends.Insert(0, start + _size);
        return ends;
    }

    /// <summary>Where the stretch of time begins that lies in the same windows.</summary>
    public long SliceStart(long time)
    {
        var (width, rest) = (_size, _every);
        while (rest != 0)
            (width, rest) = (rest, width % rest);
        return time - Modulo(time - _offset, width);
    }

    private long LastStart(long time) => time - Modulo(time - _offset, _every);

    private static long Modulo(long value, long modulus) => ((value % modulus) + modulus) % modulus;
}
