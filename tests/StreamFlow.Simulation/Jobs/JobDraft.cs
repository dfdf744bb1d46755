using StreamFlow.Connectors;

namespace StreamFlow.Simulation.Jobs;

/// <summary>A random job while it is written down: the streams of its steps so far.</summary>
internal sealed class JobDraft(StreamBuilder streams, Func<int, SourceSpec<Item>> source, Func<string, SinkSpec<Item>> sink, Func<double> draw)
{
    private readonly Dictionary<int, DataStream<Item>> _streams = [];
    private readonly Dictionary<int, DataStream<BadRecord>> _bad = [];
    private readonly Dictionary<int, DataStream<LateRow<Item>>> _late = [];

    public StreamBuilder Streams => streams;

    /// <summary>Gives another number each time.</summary>
    public Func<double> Draw => draw;

    public IDictionary<int, DataStream<BadRecord>> BadRecords => _bad;

    public IDictionary<int, DataStream<LateRow<Item>>> LateRows => _late;

    public DataStream<Item> this[int step]
    {
        get => _streams[step];
        set => _streams[step] = value;
    }

    public SourceSpec<Item> Source(int number) => source(number);

    public SinkSpec<Item> Sink(string name) => sink(name);
}
