namespace StreamFlow.Connectors;

/// <summary>Says what to read. A value: it holds no connection and opens one when a query asks.</summary>
public abstract class SourceSpec
{
    /// <summary>The source's name where the job gives no other: the topic, the path.</summary>
    public abstract string Name { get; }

    /// <summary>The CLR type of the rows.</summary>
    public abstract Type RowType { get; }

    /// <summary>What happens with a record that does not decode, unless the job takes the bad records as a stream.</summary>
    public BadRecordPolicy OnBadRecord { get; init; }

    /// <summary>Whether the same offsets give the same records again. When false, recovery needs what was staged.</summary>
    public virtual bool IsReplayable => true;

    /// <summary>One line for <c>explain</c> and the plan's hash, without anything secret: <c>kafka topic iot, json</c>.</summary>
    public abstract string Describe();

    /// <summary>
    /// Where a run puts records aside that are no rows, when it is asked to (<c>--dead-letters</c>): for Kafka a topic of the source's cluster. Null where the source's connector has no such place.
    /// </summary>
    /// <param name="place">As it was given: the topic.</param>
    public virtual SinkSpec<BadRecord>? DeadLetters(string place) => null;

    /// <exception cref="StreamFaultException">The source cannot be reached or does not exist.</exception>
    public abstract SourceConnection Open(ConnectorContext context);
}

/// <summary>A source of rows of type <typeparamref name="T"/>.</summary>
public abstract class SourceSpec<T> : SourceSpec
    where T : class
{
    public sealed override Type RowType => typeof(T);
}
