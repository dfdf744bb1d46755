namespace StreamFlow.Integration.Crashes;

/// <summary>A job that is crashed: how it is started, and what its sinks must hold at the end. One a run, with sinks of its own.</summary>
internal abstract class CrashedJob(CrashBed bed)
{
    /// <summary>Its folder in <c>jobs/</c>.</summary>
    public abstract string Project { get; }

    /// <summary>The name of its <c>[StreamJob]</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The topic that it writes.</summary>
    public required string Topic { get; init; }

    /// <summary>Whether it writes a table, too.</summary>
    public virtual bool HasTable => false;

    protected CrashBed Bed { get; } = bed;

    /// <summary>Its settings, as <c>--set</c> takes them.</summary>
    public virtual IEnumerable<string> Settings => [$"Source={CrashBed.InputTopic}", $"Sink={Topic}"];

    /// <summary>Its settings in the environment.</summary>
    public virtual IEnumerable<(string Name, string Value)> Variables => [];

    /// <summary>Every sink holds what LINQ says of the input, once.</summary>
    public abstract Task RequireExactAsync();

    /// <summary>Writes what the sinks hold, and what they should, into files.</summary>
    public abstract Task DumpAsync(string directory);

    /// <summary>Deletes what the sinks hold.</summary>
    public virtual Task DropAsync() => Bed.Kafka.DeleteTopicAsync(Topic);
}
