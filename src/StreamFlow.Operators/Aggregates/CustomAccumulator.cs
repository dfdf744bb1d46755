using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using StreamFlow.Data;
using StreamFlow.Data.Rows;
using StreamFlow.State.Groups;
using StreamFlow.State.Pages;

namespace StreamFlow.Operators.Aggregates;

/// <summary>Runs an aggregate of the author's, row by row. Its state is stored as it lies in memory where it holds no references, otherwise as JSON.</summary>
internal sealed class CustomAccumulator<TValue, TState, TResult>(AggregateFunction<TValue, TState, TResult> function) : Accumulator
{
    // A guess for what a reference holds; nobody can know.
    private const int ReferencedBytes = 64;

    private static readonly bool IsPlain = !RuntimeHelpers.IsReferenceOrContainsReferences<TState>();
    private static readonly JsonSerializerOptions Json = new() { IncludeFields = true };

    private readonly ColumnAccess<TValue> _values = new($"the argument of the aggregate '{function.Name}'");
    private readonly ColumnAccess<TResult> _results = new($"the result of the aggregate '{function.Name}'");
    private TState[] _states = new TState[64];
    private int _count;

    public override long ByteSize => (long)_states.Length * (Unsafe.SizeOf<TState>() + (IsPlain ? 0 : ReferencedBytes));

    public override void Grow(int slots)
    {
        if (slots > _states.Length)
            Array.Resize(ref _states, Math.Max(slots, _states.Length * 2));
        while (_count < slots)
            _states[_count++] = Call(static (author, _) => author.Create(), 0);
    }

    public override void Accumulate(ReadOnlySpan<int> slots, Column? values, ReadOnlySpan<int> rows)
    {
        try
        {
            for (var i = 0; i < slots.Length; i++)
                function.Accumulate(ref _states[slots[i]], _values.Read(values!, rows.IsEmpty ? i : rows[i]));
        }
        catch (Exception error) when (error is not StreamFaultException)
        {
            throw Failed(error);
        }
    }

    public override void Combine(ReadOnlySpan<int> slots, Accumulator source, ReadOnlySpan<int> sourceSlots)
    {
        var others = ((CustomAccumulator<TValue, TState, TResult>)source)._states;
        try
        {
            for (var i = 0; i < slots.Length; i++)
                function.Combine(ref _states[slots[i]], in others[sourceSlots[i]]);
        }
        catch (Exception error) when (error is not StreamFaultException)
        {
            throw Failed(error);
        }
    }

    public override void Write(ReadOnlySpan<int> slots, Column target)
    {
        foreach (var slot in slots)
            _results.Append(target, Call((author, at) => author.Result(in _states[at]), slot));
    }

    public override void Save(PageWriter page, int from, int count)
    {
        if (IsPlain)
        {
            page.WriteAll<byte>(Bytes(from, count));
            return;
        }

        for (var slot = from; slot < from + count; slot++)
            page.WriteBytes(Call((_, at) => JsonSerializer.SerializeToUtf8Bytes(_states[at], Json), slot));
    }

    public override void Load(ref PageReader page, int from, int count)
    {
        if (IsPlain)
        {
            page.ReadAll(Bytes(from, count));
            return;
        }

        for (var slot = from; slot < from + count; slot++)
            _states[slot] = JsonSerializer.Deserialize<TState>(page.ReadBytes(), Json)!;
    }

    public override void Reset()
    {
        Array.Clear(_states, 0, _count);
        _count = 0;
    }

    private Span<byte> Bytes(int from, int count) => count == 0
        ? []
        : MemoryMarshal.CreateSpan(ref Unsafe.As<TState, byte>(ref _states[from]), count * Unsafe.SizeOf<TState>());

    private T Call<T>(Func<AggregateFunction<TValue, TState, TResult>, int, T> call, int slot)
    {
        try
        {
            return call(function, slot);
        }
        catch (Exception error) when (error is not StreamFaultException)
        {
            throw Failed(error);
        }
    }

    private StreamFaultException Failed(Exception error) =>
        StreamFaultException.User($"the aggregate '{function.Name}' failed: {error.Message}", inner: error);
}
