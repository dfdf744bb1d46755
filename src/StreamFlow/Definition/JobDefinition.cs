using StreamFlow.Plan;
using StreamFlow.Plan.Nodes;

namespace StreamFlow.Definition;

/// <summary>A job while it is being defined: everything that its streams have said so far.</summary>
internal sealed class JobDefinition(string name, JobEnvironment environment)
{
    private readonly List<LogicalNode> _nodes = [];
    private readonly List<SinkNode> _sinks = [];
    private readonly List<UnfinishedGroup> _unfinished = [];
    private bool _isComplete;

    public string Name { get; } = name;

    public JobEnvironment Environment { get; } = environment;

    public IReadOnlyList<LogicalNode> Nodes => _nodes;

    public SettingStore Settings { get; } = new(environment.Settings);

    /// <summary>Defines the job and gives its plan.</summary>
    /// <exception cref="StreamFaultException">What is wrong with the definition or a setting, and the way out.</exception>
    public static LogicalPlan PlanOf(IStreamJob job, JobEnvironment environment) => Of(job, environment).Complete();

    /// <summary>Calls the job's <c>Define</c>.</summary>
    public static JobDefinition Of(IStreamJob job, JobEnvironment environment)
    {
        var definition = new JobDefinition(JobNames.Of(job.GetType()), environment);
        job.Define(new StreamBuilder(definition));
        return definition;
    }

    public T Add<T>(T node)
        where T : LogicalNode
    {
        if (_isComplete)
            throw StreamFaultException.User($"job {Name} was changed after its definition", "call From, Select, To and the like within Define only");
        _nodes.Add(node);
        if (node is SinkNode sink)
            _sinks.Add(sink);
        return node;
    }

    /// <summary>A group without its <c>Select</c> yet.</summary>
    public UnfinishedGroup Begin(string what)
    {
        var group = new UnfinishedGroup(what);
        _unfinished.Add(group);
        return group;
    }

    /// <summary>Checks the whole and gives the plan.</summary>
    public LogicalPlan Complete()
    {
        if (Environment.DeadLetters is { } deadLetters)
            DeadLetterPlan.Add(this, deadLetters);
        _isComplete = true;
        Settings.RequireAllKnown(Name);
        DefinitionRules.RequireFinished(_unfinished);
        DefinitionRules.RequireSinks(Name, _sinks);
        DefinitionRules.RequireEveryStreamUsed(_nodes);
        DefinitionRules.RequireDifferentNames(_nodes);
        return new LogicalPlan(Name, _sinks);
    }
}
