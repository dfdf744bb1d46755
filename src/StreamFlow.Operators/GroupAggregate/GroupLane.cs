using System.Globalization;
using StreamFlow.Data;
using StreamFlow.Operators.Aggregates;
using StreamFlow.State.Groups;
using StreamFlow.State.Keys;
using StreamFlow.State.Pages;

namespace StreamFlow.Operators.GroupAggregate;

/// <summary>The groups of one lane, kept for ever, in pages of slots: a page in which no group changed is not written again.</summary>
internal sealed class GroupLane : RowConsumer
{
    /// <summary>Groups a page.</summary>
    public const int PageSlots = 4096;

    private const byte PageVersion = 1;

    private readonly string _operator;
    private readonly AggregateInputs _inputs;
    private readonly KeyCodec _codec;
    private readonly KeyTable _keys = new();
    private readonly IndexBuffer _ids = new();
    private readonly IndexBuffer _scratch = new();
    private readonly List<bool> _dirtyPages = [];
    private readonly SortedList<int, ReadOnlyMemory<byte>> _restored = [];

    public GroupLane(LaneId id, string name, AggregateShape shape)
    {
        Id = id;
        _operator = name;
        _inputs = new AggregateInputs(shape);
        _codec = shape.CreateKeyCodec();
        Groups = new GroupSlice(_keys, shape.CreateAccumulators(), tracksChanges: true);
    }

    public LaneId Id { get; }

    public GroupSlice Groups { get; }

    public long ByteSize => _keys.ByteSize + Groups.ByteSize;

    public override void Consume(ColumnBatch rows)
    {
        if (rows.IsEmpty)
            return;
        try
        {
            _inputs.Evaluate(rows);
            _codec.Intern(_inputs.Keys, _keys, _ids.Overwrite(rows.RowCount));
            Groups.Accumulate(_ids.Items, _inputs.Arguments, [], _scratch.Overwrite(rows.RowCount));
        }
        catch (StreamFaultException fault)
        {
            throw fault.At(_operator);
        }
    }

    /// <summary>Event time does not matter here.</summary>
    public override void Advance(LaneTime time)
    {
    }

    /// <summary>The merge has taken what changed.</summary>
    public void EndEpoch()
    {
        while (_dirtyPages.Count * PageSlots < Groups.Count)
            _dirtyPages.Add(true);
        foreach (var slot in Groups.Changed)
            _dirtyPages[slot / PageSlots] = true;
        Groups.ForgetChanges();
    }

    /// <summary>The pages in order; null for one that is as it was at the last call.</summary>
    public IEnumerable<(string PageId, byte[]? Bytes)> Save(PageWriter page)
    {
        for (var i = 0; i < _dirtyPages.Count; i++)
        {
            var bytes = _dirtyPages[i] ? SavePage(page, i) : null;
            _dirtyPages[i] = false;
            yield return (i.ToString(CultureInfo.InvariantCulture), bytes);
        }
    }

    /// <summary>Takes a page back, in any order; <see cref="CompleteRestore"/> reads them.</summary>
    public void Restore(string pageId, ReadOnlyMemory<byte> bytes)
    {
        if (!int.TryParse(pageId, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || !_restored.TryAdd(index, bytes))
            throw PageReader.Damaged($"'{pageId}' is no page of an aggregation");
        new PageReader(bytes.Span).RequireVersion(PageVersion);
    }

    /// <summary>Fills the groups from the pages, in their order: a group's slot says which page it is in.</summary>
    public void CompleteRestore()
    {
        if (_restored.Count == 0)
            return;
        _keys.Reserve(_restored.Count * PageSlots);
        foreach (var (index, bytes) in _restored)
        {
            if (index * PageSlots != Groups.Count)
                throw PageReader.Damaged($"a page before page {index} is missing or too short");
            var page = new PageReader(bytes.Span);
            page.RequireVersion(PageVersion);
            Groups.Load(ref page);
            if (!page.IsAtEnd)
                throw PageReader.Damaged("it goes on after its end");
            _dirtyPages.Add(false);
        }

        _restored.Clear();
    }

    private byte[] SavePage(PageWriter page, int index)
    {
        var from = index * PageSlots;
        page.Clear();
        page.WriteByte(PageVersion);
        Groups.Save(page, from, Math.Min(PageSlots, Groups.Count - from));
        return page.ToArray();
    }
}
