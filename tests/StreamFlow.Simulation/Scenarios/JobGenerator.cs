using StreamFlow.Simulation.Jobs;
using StreamFlow.Simulation.Jobs.Steps;

namespace StreamFlow.Simulation.Scenarios;

/// <summary>Composes jobs: any step that an author may write behind another one.</summary>
internal sealed class JobGenerator
{
    private static readonly int[] Sizes = [5, 10, 20, 30];

    private readonly Random _chance;
    private readonly List<Step> _steps = [];
    private readonly List<Stream> _streams = [];

    private JobGenerator(Random chance) => _chance = chance;

    public static JobShape Make(Random chance) => new JobGenerator(chance).Make();

    private JobShape Make()
    {
        var sources = _chance.Next(3) == 0 ? 2 : 1;
        for (var source = 0; source < sources; source++)
            AddSource(source);
        for (var left = _chance.Next(2, 10); left > 0; left--)
            AddStep();
        if (_chance.Next(8) == 0)
        {
            AddDraw();
            for (var left = _chance.Next(4); left > 0; left--)
                AddStep();
        }

        AddSinks();
        return new JobShape(_steps);
    }

    private void AddSource(int source)
    {
        var bad = _chance.Next(4) == 0;
        var number = Add(new SourceStep(source, bad), new Stream());
        if (bad)
            Add(new BadRecordsStep(number), new Stream());
    }

    private void AddStep()
    {
        // Mostly behind what nobody takes yet, so that jobs are deep.
        var unused = _streams.Where(stream => !stream.IsUsed).ToList();
        var from = unused.Count > 0 && _chance.Next(4) != 0 ? unused : _streams;
        var stream = from[_chance.Next(from.Count)];
        switch (_chance.Next(12))
        {
            case 0:
                Add(new WhereStep(stream.Step, _chance.Next(stream.HasDrawn ? WhereStep.ChoicesWithoutWeight : WhereStep.Choices)), stream.Next());
                break;
            case 1:
                Add(new SelectStep(stream.Step, _chance.Next(SelectStep.Choices)), stream.Next());
                break;
            case 2:
                Add(new MapStep(stream.Step, _chance.Next(2) == 0), stream.Next());
                break;
            case 3 or 4:
                AddUnion(stream);
                break;
            case 5 when !stream.HasUpdates:
                Add(new GroupStep(stream.Step, _chance.Next(GroupAggregations.All.Count)), stream.Next() with { HasUpdates = true });
                break;
            default:
                AddWindow(stream);
                break;
        }
    }

    private void AddDraw()
    {
        var stream = _streams[_chance.Next(_streams.Count)];
        Add(new DrawStep(stream.Step), stream.Next() with { HasDrawn = true });
    }

    private void AddUnion(Stream stream)
    {
        var other = _streams[_chance.Next(_streams.Count)];
        Add(new UnionStep(stream.Step, other.Step), new Stream
        {
            HasEventTime = stream.HasEventTime && other.HasEventTime,
            HasDeclared = stream.HasDeclared || other.HasDeclared,
            HasUpdates = stream.HasUpdates || other.HasUpdates,
            HasDrawn = stream.HasDrawn || other.HasDrawn,
        });
        other.IsUsed = true;
    }

    private void AddWindow(Stream stream)
    {
        if (stream.HasUpdates)
            return;
        if (!stream.HasEventTime)
        {
            if (stream.HasDeclared)
                return;
            stream = AddWatermark(stream);
            if (_chance.Next(3) == 0)
                return;
        }

        var size = TimeSpan.FromSeconds(Sizes[_chance.Next(Sizes.Length)]);
        var every = _chance.Next(5) switch { 0 => size / 2, 1 => TimeSpan.FromSeconds(4), _ => size };
        var late = _chance.Next(3) == 0;
        var onUpdate = _chance.Next(5) == 0;
        var allowed = _chance.Next(5) == 0 ? TimeSpan.FromSeconds(_chance.Next(1, 12)) : TimeSpan.Zero;
        var window = Add(
            new WindowStep(
                stream.Step, size, every, _chance.Next(4) == 0 ? TimeSpan.FromSeconds(_chance.Next((int)every.TotalSeconds)) : TimeSpan.Zero,
                _chance.Next(stream.HasDrawn ? WindowAggregations.CountWithoutWeight : WindowAggregations.All.Count), onUpdate, late, allowed),
            stream.Next() with { HasUpdates = onUpdate || allowed > TimeSpan.Zero, HasEventTime = true, HasDeclared = true });
        if (late)
            Add(new LateRowsStep(window), new Stream { HasDeclared = true, HasDrawn = stream.HasDrawn });
    }

    private Stream AddWatermark(Stream stream)
    {
        TimeSpan? idleAfter = _chance.Next(5) == 0 ? TimeSpan.FromSeconds(_chance.Next(5, 60)) : null;
        TimeSpan? maxAhead = _chance.Next(3) switch { 0 => null, 1 => TimeSpan.FromHours(1), _ => TimeSpan.FromDays(1) };
        Add(
            new WatermarkStep(stream.Step, TimeSpan.FromSeconds(_chance.Next(9)), _chance.Next(7) == 0, idleAfter, maxAhead),
            stream.Next() with { HasEventTime = true, HasDeclared = true });
        return _streams[^1];
    }

    /// <summary>Every stream ends in a sink; some sinks share a server, and some streams go into a sink although others read them too.</summary>
    private void AddSinks()
    {
        var servers = _chance.Next(1, 4);
        foreach (var stream in _streams.Where(stream => !stream.IsUsed || _chance.Next(8) == 0).ToList())
        {
            stream.IsUsed = true;
            for (var twins = _chance.Next(6) == 0 ? 2 : 1; twins > 0; twins--)
                _steps.Add(new SinkStep(stream.Step, _chance.Next(servers)) { Number = _steps.Count });
        }
    }

    private int Add(Step step, Stream stream)
    {
        _steps.Add(step with { Number = _steps.Count });
        if (step.TakesMainRows)
        {
            foreach (var input in step.Inputs)
                _streams.Single(one => one.Step == input).IsUsed = true;
        }

        _streams.Add(stream with { Step = _steps.Count - 1, IsUsed = false });
        return _steps.Count - 1;
    }

    /// <summary>What may come behind a step's rows.</summary>
    private sealed record Stream
    {
        public int Step { get; init; }

        public bool IsUsed { get; set; }

        /// <summary>Windows may follow.</summary>
        public bool HasEventTime { get; init; }

        /// <summary>A watermark was declared on some way here: no other may be.</summary>
        public bool HasDeclared { get; init; }

        /// <summary>Nothing may be decided by the weight.</summary>
        public bool HasDrawn { get; init; }

        /// <summary>Nothing may be aggregated.</summary>
        public bool HasUpdates { get; init; }

        public Stream Next() => this with { IsUsed = false };
    }
}
