using System.Globalization;
using System.Text;

namespace StreamFlow.Simulation.Runs;

/// <summary>What happened in some runs: to see that each kind of trouble really came up. Safe from any thread.</summary>
internal sealed class Counts
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, long> _injected = new(StringComparer.Ordinal);
    private readonly SortedDictionary<CrashPoint, long> _passed = [];
    private readonly SortedDictionary<string, long> _others = new(StringComparer.Ordinal);
    private long _logged;

    /// <summary>A query is at a point. An epoch that begins although its record is there is a replay.</summary>
    public void Pass(CrashPoint point, EpochNumber epoch)
    {
        lock (_gate)
        {
            _passed[point] = _passed.GetValueOrDefault(point) + 1;
            if (point == CrashPoint.RecordWritten)
                _logged = Math.Max(_logged, epoch.Value);
            if (point == CrashPoint.EpochBegun && epoch.Value <= _logged)
                Add("replayed epochs");
        }
    }

    public void Injected(Fault fault)
    {
        lock (_gate)
        {
            var name = fault.IsAtPoint && fault.Kind <= FaultKind.Freeze ? $"{fault.Kind} at {fault.Point}" : fault.Kind.ToString();
            _injected[name] = _injected.GetValueOrDefault(name) + 1;
        }
    }

    public void Add(string what, long number = 1)
    {
        lock (_gate)
            _others[what] = _others.GetValueOrDefault(what) + number;
    }

    public void Add(Counts other)
    {
        lock (_gate)
        {
            foreach (var (name, number) in other._injected)
                _injected[name] = _injected.GetValueOrDefault(name) + number;
            foreach (var (point, number) in other._passed)
                _passed[point] = _passed.GetValueOrDefault(point) + number;
            foreach (var (name, number) in other._others)
                _others[name] = _others.GetValueOrDefault(name) + number;
        }
    }

    /// <summary>How often a fault of a kind was injected.</summary>
    public long Of(FaultKind kind)
    {
        lock (_gate)
            return _injected.Where(one => one.Key == kind.ToString() || one.Key.StartsWith(kind + " at ", StringComparison.Ordinal)).Sum(one => one.Value);
    }

    public long Of(string what)
    {
        lock (_gate)
            return _others.GetValueOrDefault(what);
    }

    public override string ToString()
    {
        lock (_gate)
        {
            var text = new StringBuilder();
            Append(text, "happened", _others.Select(one => (one.Key, one.Value)));
            Append(text, "faults", Enum.GetValues<FaultKind>().Select(kind => (kind.ToString(), Of(kind))));
            foreach (var kind in Enum.GetValues<FaultKind>().Where(kind => kind <= FaultKind.Freeze))
                Append(text, $"{kind} at", Enum.GetValues<CrashPoint>().Select(point => (point.ToString(), _injected.GetValueOrDefault($"{kind} at {point}"))));
            Append(text, "points passed", _passed.Select(one => (one.Key.ToString(), one.Value)));
            return text.ToString();
        }
    }

    private static void Append(StringBuilder text, string title, IEnumerable<(string Name, long Number)> numbers) =>
        text.Append(CultureInfo.InvariantCulture, $"  {title}: {string.Join(", ", numbers.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Name} {one.Number:N0}")))}\n");
}
