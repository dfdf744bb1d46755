namespace StreamFlow.Integration.Postgres;

public enum Color : short
{
    Red = 1,
    DarkBlue = 7,
}

[Flags]
public enum Rights : byte
{
    None = 0,
    Read = 1,
    Write = 2,
}

public sealed record Place(string City, int? Floor);

/// <summary>A property of every type that a row can have.</summary>
public sealed record AllTypes
{
    public int Id { get; init; }

    public bool Flag { get; init; }

    public sbyte Signed8 { get; init; }

    public byte Whole8 { get; init; }

    public short Signed16 { get; init; }

    public ushort Whole16 { get; init; }

    public int Signed32 { get; init; }

    public uint Whole32 { get; init; }

    public long Signed64 { get; init; }

    public ulong Whole64 { get; init; }

    public float Real { get; init; }

    public double Precise { get; init; }

    public decimal Money { get; init; }

    public string Text { get; init; } = "";

    public byte[] Raw { get; init; } = [];

    public DateTimeOffset At { get; init; }

    public DateOnly Day { get; init; }

    public TimeSpan Took { get; init; }

    public Guid Key { get; init; }

    public Color Color { get; init; }

    public Rights? Rights { get; init; }

    public Place? Home { get; init; }

    public IReadOnlyList<int> Numbers { get; init; } = [];

    public bool? MaybeFlag { get; init; }

    public long? MaybeNumber { get; init; }

    public decimal? MaybeMoney { get; init; }

    public DateTimeOffset? MaybeAt { get; init; }

    public string? MaybeText { get; init; }

    /// <summary>Values from all over the types' ranges, their ends among them.</summary>
    public static AllTypes Random(Random random, int id)
    {
        long Bits() => random.Next(6) switch { 0 => 0, 1 => -1, 2 => long.MinValue, 3 => long.MaxValue, _ => random.NextInt64(long.MinValue, long.MaxValue) };
        decimal Decimal() => random.Next(8) switch
        {
            0 => decimal.MaxValue,
            1 => decimal.MinValue,
            2 => 0m,
            3 => 0.0000000000000000000000000001m,
            4 => random.Next(1_000_000) / 100m,
            5 => -10_000m * random.Next(100),
            _ => new decimal(random.Next(), random.Next(), random.Next(2) == 0 ? 0 : random.Next(), random.Next(2) == 0, (byte)random.Next(29)),
        };
        bool Some() => random.Next(3) > 0;
        var day = new DateOnly(1, 1, 1).AddDays(random.Next(3_652_058));
        return new AllTypes
        {
            Id = id,
            Flag = Some(),
            Signed8 = (sbyte)Bits(),
            Whole8 = (byte)Bits(),
            Signed16 = (short)Bits(),
            Whole16 = (ushort)Bits(),
            Signed32 = (int)Bits(),
            Whole32 = (uint)Bits(),
            Signed64 = Bits(),
            Whole64 = (ulong)Bits(),
            Real = BitConverter.Int32BitsToSingle((int)Bits()),
            Precise = BitConverter.Int64BitsToDouble(Bits()),
            Money = Decimal(),
            Text = string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => random.Next(4) == 0 ? "ä€😀\\\t\"" : "x")),
            Raw = [.. Enumerable.Range(0, random.Next(9)).Select(_ => (byte)random.Next(256))],
            At = new DateTimeOffset(day, new TimeOnly(random.NextInt64(86_400_000_000) * 10), TimeSpan.Zero),
            Day = day,
            Took = TimeSpan.FromMicroseconds(random.NextInt64(-1_000_000_000_000_000, 1_000_000_000_000_000)),
            Key = Some() ? new Guid([.. Enumerable.Range(0, 16).Select(_ => (byte)random.Next(256))]) : Guid.Empty,
            Color = Some() ? Color.DarkBlue : (Color)random.Next(3),
            Rights = Some() ? (Rights)random.Next(4) : null,
            Home = Some() ? new Place($"Nîmes \"{id}\"", Some() ? id : null) : null,
            Numbers = [.. Enumerable.Range(0, random.Next(4))],
            MaybeFlag = Some() ? Some() : null,
            MaybeNumber = Some() ? Bits() : null,
            MaybeMoney = Some() ? Decimal() : null,
            MaybeAt = Some() ? DateTimeOffset.UnixEpoch.AddMicroseconds(random.Next()) : null,
            MaybeText = Some() ? "" : null,
        };
    }
}
