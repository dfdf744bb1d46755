using StreamFlow.Simulation.Jobs.Steps;

namespace StreamFlow.Simulation.Jobs;

/// <summary>A random job: its steps, each behind those that it takes rows from.</summary>
internal sealed class JobShape
{
    private readonly Dictionary<int, List<Step>> _readers;

    public JobShape(IReadOnlyList<Step> steps)
    {
        Steps = steps;
        Order = PlanOrder(steps);
        _readers = steps.ToDictionary(step => step.Number, step => ReadersOf(step.Number));
    }

    public IReadOnlyList<Step> Steps { get; }

    /// <summary>Inputs before their readers, along the sinks as they were defined: by it ways that fork are numbered, and results leave.</summary>
    public IReadOnlyList<Step> Order { get; }

    public IEnumerable<SinkStep> Sinks => Steps.OfType<SinkStep>();

    public int SourceCount => Steps.OfType<SourceStep>().Count();

    /// <summary>Whether some partition may be left out because of the clock.</summary>
    public bool HasIdleness => Steps.OfType<WatermarkStep>().Any(step => step.IdleAfter is not null);

    /// <summary>Who takes the rows that a step gives; twice who names it twice.</summary>
    public IReadOnlyList<Step> Readers(int step) => _readers[step];

    /// <summary>Whether a step's rows are updates: a later one replaces an earlier one of its key.</summary>
    public bool GivesUpdates(int step) => Steps[step] switch
    {
        GroupStep => true,
        WindowStep { GivesUpdates: true } => true,
        LateRowsStep or BadRecordsStep => false,
        var other => other.Inputs.Any(GivesUpdates),
    };

    /// <summary>Whether some delegate gives another result each time: then the engine stores what it made.</summary>
    public bool HasDraws => Steps.OfType<DrawStep>().Any();

    /// <summary>Whether some stream goes into more than one sink.</summary>
    public bool HasTwins => WithoutTwins().Steps.Count < Steps.Count;

    /// <summary>The job with one sink a stream: a changed plan, whose operators are the same.</summary>
    public JobShape WithoutTwins()
    {
        var twins = Sinks.GroupBy(sink => sink.Input).SelectMany(same => same.Skip(1)).ToHashSet();
        return new JobShape([.. Steps.Where(step => step is not SinkStep sink || !twins.Contains(sink))]);
    }

    /// <summary>Whether weights that were drawn are in a step's rows: nobody can say them beforehand.</summary>
    public bool HasDrawnWeights(int step) => Steps[step] is DrawStep || Steps[step].Inputs.Any(HasDrawnWeights);

    public override string ToString() => string.Join("\n", Steps.Select(step => "  " + step));

    private List<Step> ReadersOf(int step) =>
        [.. from reader in Order where reader.TakesMainRows from input in reader.Inputs where input == step select reader];

    private static List<Step> PlanOrder(IReadOnlyList<Step> steps)
    {
        var ordered = new List<Step>();
        foreach (var sink in steps.OfType<SinkStep>())
            Visit(sink);
        return ordered;

        void Visit(Step step)
        {
            if (ordered.Contains(step))
                return;
            foreach (var input in step.Inputs)
                Visit(steps[input]);
            ordered.Add(step);
        }
    }
}
