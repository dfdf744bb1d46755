using StreamFlow.Data;

namespace StreamFlow.Connectors;

/// <summary>Says where to write. A value: it holds no connection and opens one when a query asks.</summary>
public abstract class SinkSpec
{
    /// <summary>The sink's name where the job gives no other: the topic, the table, the path.</summary>
    public abstract string Name { get; }

    /// <summary>The CLR type of the rows.</summary>
    public abstract Type RowType { get; }

    /// <summary>Columns projected beside the row, in order, behind its own.</summary>
    public virtual IReadOnlyList<ExtraColumn> ExtraColumns => [];

    /// <summary>Sinks of one job with the same value here commit together: one committer, one marker. Default: each for itself.</summary>
    public virtual string CommitGroup => Name;

    /// <summary>One line for <c>explain</c> and the plan's hash, without anything secret: <c>kafka topic avgiot, json, key deviceId</c>.</summary>
    public abstract string Describe();

    /// <summary>Refuses, when the job is defined, rows that the sink cannot write.</summary>
    /// <exception cref="StreamFaultException">Names the column and the way out.</exception>
    public virtual void Check(RowSchema schema)
    {
    }

    /// <summary>Opens the committer for a group of sinks of this kind; called on one of them.</summary>
    public abstract SinkCommitter OpenCommitter(ConnectorContext context);

    /// <summary>Opens a writer for one task. The committer is the one of this sink's group.</summary>
    /// <param name="committer">Opened by a sink of the same <see cref="CommitGroup"/>.</param>
    /// <param name="schema">The row's columns, then the extra ones.</param>
    public abstract SinkWriter OpenWriter(SinkCommitter committer, RowSchema schema);
}

/// <summary>A sink for rows of type <typeparamref name="T"/>.</summary>
public abstract class SinkSpec<T> : SinkSpec
    where T : class
{
    public sealed override Type RowType => typeof(T);
}
