namespace StreamFlow.Files.Reading;

/// <summary>The bytes of a file, unpacked where it is packed. Used by one thread.</summary>
internal abstract class FileContent : IDisposable
{
    /// <summary>Fills <paramref name="into"/> from a position on.</summary>
    /// <returns>The bytes read; fewer than asked for only at the end.</returns>
    /// <exception cref="StreamFaultException">The medium failed, or a packed file is damaged.</exception>
    public abstract int Read(long position, Span<byte> into);

    /// <summary>The bytes that there are now; a packed file is read through for it.</summary>
    public abstract long Length { get; }

    public abstract void Dispose();
}
