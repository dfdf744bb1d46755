namespace StreamFlow.Tests.Data.Rows;

/// <summary>A row with every type that a column has.</summary>
internal sealed record Everything
{
    public string Text { get; set; } = "";
    public string? Note { get; set; }
    public bool Flag { get; set; }
    public sbyte I8 { get; set; }
    public byte U8 { get; set; }
    public short I16 { get; set; }
    public ushort U16 { get; set; }
    public int I32 { get; set; }
    public uint U32 { get; set; }
    public long I64 { get; set; }
    public ulong U64 { get; set; }
    public float F32 { get; set; }
    public double F64 { get; set; }
    public double? Maybe { get; set; }
    public decimal Price { get; set; }
    public DateTimeOffset At { get; set; }
    public DateTimeOffset? MaybeAt { get; set; }
    public DateOnly Day { get; set; }
    public TimeSpan Took { get; set; }
    public Guid Id { get; set; }
    public byte[] Bytes { get; set; } = [];
    public Kind Kind { get; set; }
    public Kind? MaybeKind { get; set; }
    public Inner Inner { get; set; } = new(0, null);
    public Inner? MaybeInner { get; set; }
    public int[] Numbers { get; set; } = [];
    public List<string?>? Names { get; set; }
    public IReadOnlyList<Inner> Inners { get; set; } = [];
    public double?[] Maybes { get; set; } = [];
}

internal sealed record Inner(int A, string? B);

internal enum Kind : byte
{
    None,
    Hot = 7,
}
