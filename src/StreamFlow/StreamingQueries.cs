using System.Collections.Concurrent;

namespace StreamFlow;

/// <summary>The queries of a host, from its services.</summary>
public sealed class StreamingQueries
{
    private readonly ConcurrentDictionary<string, StreamingQuery> _queries = new(StringComparer.Ordinal);

    /// <summary>Those that were started, in no order. A query that has ended stays.</summary>
    public IReadOnlyCollection<StreamingQuery> All => [.. _queries.Values];

    /// <summary>The query of the job with this name; null before it was started.</summary>
    public StreamingQuery? Find(string name) => _queries.GetValueOrDefault(name);

    internal void Add(StreamingQuery query) => _queries[query.Name] = query;
}
