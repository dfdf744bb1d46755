using System.ComponentModel.DataAnnotations;
using StreamFlow.Connectors;
using StreamFlow.Data.Rows;
using StreamFlow.Definition;
using StreamFlow.Plan.Nodes;

namespace StreamFlow;

/// <summary>Where a job's definition begins: sources and settings.</summary>
public sealed class StreamBuilder
{
    private readonly JobDefinition _job;

    internal StreamBuilder(JobDefinition job) => _job = job;

    /// <summary>The rows of a source.</summary>
    /// <param name="source">What to read.</param>
    /// <param name="name">The source's name within the job; default: the source's own, such as the topic. Offsets are kept by it.</param>
    /// <exception cref="StreamFaultException">The row type has a property that no column can hold.</exception>
    public DataStream<T> From<T>(SourceSpec<T> source, string? name = null)
        where T : class => new(_job, Open(source, name), RowType.Of<T>());

    /// <summary>The rows of a source, and the records that are no rows as a stream of its own; it has to end in a sink, too.</summary>
    /// <param name="source">What to read; its <see cref="SourceSpec.OnBadRecord"/> is not asked.</param>
    /// <param name="badRecords">The records that did not decode.</param>
    /// <param name="name">The source's name within the job; default: the source's own.</param>
    public DataStream<T> From<T>(SourceSpec<T> source, out DataStream<BadRecord> badRecords, string? name = null)
        where T : class
    {
        var node = Open(source, name);
        badRecords = new DataStream<BadRecord>(_job, _job.Add(new BadRecordNode(node)), RowType.Of<BadRecord>());
        return new DataStream<T>(_job, node, RowType.Of<T>());
    }

    /// <summary>A setting that has to be given: <c>--set NAME=VALUE</c>, or <c>StreamFlow:Jobs:&lt;job&gt;:Settings:NAME</c>.</summary>
    /// <param name="key">Its name; case does not matter.</param>
    /// <exception cref="StreamFaultException">It is missing or does not parse.</exception>
    public TValue Setting<TValue>(string key)
        where TValue : IParsable<TValue> => _job.Settings.Get<TValue>(key);

    /// <summary>A setting with a default. Durations may be given as <c>10s</c>, <c>1m</c>.</summary>
    /// <exception cref="StreamFaultException">It does not parse.</exception>
    public TValue Setting<TValue>(string key, TValue defaultValue)
        where TValue : IParsable<TValue> => _job.Settings.Get(key, defaultValue);

    /// <summary>Settings as an object: each writable property is a setting of its name, its initial value the default; then the data annotations are checked.</summary>
    /// <exception cref="StreamFaultException">A value does not parse or an annotation does not hold.</exception>
    public TSettings Settings<TSettings>()
        where TSettings : class, new()
    {
        var settings = new TSettings();
        foreach (var property in typeof(TSettings).GetProperties())
        {
            if (property is { CanRead: true, CanWrite: true } && property.GetIndexParameters().Length == 0)
                _job.Settings.Apply(settings, property);
        }

        var wrong = new List<ValidationResult>();
        if (!Validator.TryValidateObject(settings, new ValidationContext(settings), wrong, validateAllProperties: true))
        {
            throw StreamFaultException.User(
                $"the settings of job {_job.Name} do not hold: {string.Join("; ", wrong.Select(one => one.ErrorMessage))}",
                $"give other values: {string.Join(" ", wrong.SelectMany(one => one.MemberNames).Distinct().Select(name => $"--set {name}=…"))}",
                inner: new WrongSetting());
        }

        return settings;
    }

    private SourceNode Open<T>(SourceSpec<T> source, string? name)
        where T : class =>
        _job.Add(new SourceNode(_job.Environment.ReplaceSource(source, name ?? source.Name), RowType.Of<T>(), name ?? source.Name));
}
