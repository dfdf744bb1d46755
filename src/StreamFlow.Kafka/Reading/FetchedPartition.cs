using StreamFlow.Kafka.Native;

namespace StreamFlow.Kafka.Reading;

/// <summary>
/// One partition of a reader: what was fetched of it and not delivered yet.
/// <code>
/// Position ≤ every held message's offset &lt; Fetched      everything before Position was delivered (or will never come)
/// Position ≤ To while the range is read                  everything before Fetched is delivered, held, or will never come
/// delivered ones stay until Release                      for those who ask again for a record of the batch in work
/// </code>
/// </summary>
internal sealed unsafe class FetchedPartition(int partition) : IDisposable
{
    /// <summary>Offsets that were gone before they were fetched, in order and not yet moved over.</summary>
    private readonly List<OffsetRange> _lost = [];

    private nint[] _messages = new nint[256];
    private int _first;
    private int _head;

    public int Partition => partition;

    /// <summary>Where delivery goes on.</summary>
    public long Position { get; private set; } = -1;

    /// <summary>Where fetching goes on.</summary>
    public long Fetched { get; private set; } = -1;

    /// <summary>The range's end, exclusive.</summary>
    public long To { get; private set; }

    /// <summary>Whether the consumer was told to stop fetching ahead.</summary>
    public bool Paused { get; set; }

    public int Held { get; private set; }

    public bool IsDone => Position >= To;

    public NativeMessage* this[int index] => (NativeMessage*)_messages[_head + index];

    /// <summary>Takes the next range.</summary>
    /// <returns>Whether it begins elsewhere than the partition stands: a seek, and what was fetched is dropped.</returns>
    public bool Take(long from, long to)
    {
        To = to;
        if (from == Position)
            return false;
        Drop();
        Position = from;
        Fetched = from;
        return true;
    }

    /// <summary>No range for now; fetched messages stay.</summary>
    public void Rest() => To = Position;

    /// <summary>Takes a message over from the consumer.</summary>
    /// <returns>False for one from before a seek, which stays the caller's.</returns>
    public bool Add(NativeMessage* message)
    {
        if (message->Offset < Fetched)
            return false;
        Invariant.Require(_first == _head);
        if (_head + Held == _messages.Length)
            MakeRoom();
        _messages[_head + Held++] = (nint)message;
        Fetched = message->Offset + 1;
        return true;
    }

    /// <summary>There is nothing between what was fetched and this offset, and never will be.</summary>
    public void SkipTo(long offset) => Fetched = Math.Max(Fetched, offset);

    /// <summary>As <see cref="SkipTo"/>, for offsets that were there once: they are counted when the partition moves over them.</summary>
    public void LoseTo(long offset)
    {
        _lost.Add(new OffsetRange(Fetched, offset));
        SkipTo(offset);
    }

    /// <summary>How many of the held messages belong to the range.</summary>
    public int CountInRange(int max)
    {
        var count = Math.Min(Held, max);
        while (count > 0 && this[count - 1]->Offset >= To)
            count--;
        return count;
    }

    /// <summary>Moves over the first held messages, and over the gap behind them.</summary>
    /// <returns>How many offsets it moved over that were lost.</returns>
    public long Advance(int count)
    {
        _head += count;
        Held -= count;
        Position = Math.Min(Held > 0 ? this[0]->Offset : Fetched, To);
        return TakeLost();
    }

    /// <summary>A delivered message that was not released yet; null where there is none of the offset.</summary>
    public NativeMessage* FindDelivered(long offset)
    {
        var (low, high) = (_first, _head);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (((NativeMessage*)_messages[middle])->Offset < offset)
                low = middle + 1;
            else
                high = middle;
        }

        return low < _head && ((NativeMessage*)_messages[low])->Offset == offset ? (NativeMessage*)_messages[low] : null;
    }

    /// <summary>Destroys what was delivered: nobody works on it any more.</summary>
    public void Release()
    {
        for (; _first < _head; _first++)
            Librdkafka.rd_kafka_message_destroy((NativeMessage*)_messages[_first]);
        if (Held == 0)
            (_first, _head) = (0, 0);
    }

    public void Dispose() => Drop();

    /// <summary>The lost offsets before the position; what lies behind it is the next range's.</summary>
    private long TakeLost()
    {
        long lost = 0;
        while (_lost.Count > 0 && _lost[0].From < Position)
        {
            var range = _lost[0];
            lost += Math.Min(range.To, Position) - range.From;
            if (range.To > Position)
                _lost[0] = range with { From = Position };
            else
                _lost.RemoveAt(0);
        }

        return lost;
    }

    private void Drop()
    {
        _lost.Clear();
        Release();
        for (var i = 0; i < Held; i++)
            Librdkafka.rd_kafka_message_destroy(this[i]);
        Held = 0;
        (_first, _head) = (0, 0);
    }

    private void MakeRoom()
    {
        if (_head > 0)
        {
            Array.Copy(_messages, _head, _messages, 0, Held);
            (_first, _head) = (0, 0);
        }

        if (Held == _messages.Length)
            Array.Resize(ref _messages, Held * 2);
    }
}
