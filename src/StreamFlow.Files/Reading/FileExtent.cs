namespace StreamFlow.Files.Reading;

/// <summary>The content of one file as a run of offsets: byte p of it has the offset <see cref="Base"/> + p.</summary>
internal abstract class FileExtent
{
    /// <summary>The offset of its first byte.</summary>
    public required long Base { get; init; }

    /// <summary>Its bytes, once it grows no more; null before.</summary>
    public required long? Length { get; init; }

    /// <summary>For messages.</summary>
    public required string Name { get; init; }

    /// <summary>The offset behind it; <see cref="long.MaxValue"/> while it grows.</summary>
    public long End => Length is { } length ? Base + length : long.MaxValue;

    /// <summary>What records get as headers.</summary>
    public virtual IReadOnlyList<MessageHeader> Headers => [];

    /// <summary>Whether both are of the same content: one may be older, from before the file was known to be whole.</summary>
    public bool IsSameAs(FileExtent other) => Base == other.Base;
}
