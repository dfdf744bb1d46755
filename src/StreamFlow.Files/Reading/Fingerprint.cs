using System.Buffers;
using System.Security.Cryptography;

namespace StreamFlow.Files.Reading;

/// <summary>A hash of a file's first bytes: the same content under another name, or other content under the same name, is known by it.</summary>
/// <param name="Bytes">How many of the first bytes; 1 to <see cref="BytesMax"/>.</param>
/// <param name="Hash">Of them.</param>
internal readonly record struct Fingerprint(int Bytes, UInt128 Hash)
{
    public const int BytesMax = 1024;

    /// <summary>Of the first bytes of a content that has as many; null where it has fewer.</summary>
    public static Fingerprint? Of(FileContent content, int bytes) => At(content, 0, bytes);

    /// <summary>Of as many bytes from a position on.</summary>
    public static Fingerprint? At(FileContent content, long position, int bytes)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(bytes);
        try
        {
            var read = buffer.AsSpan(0, bytes);
            if (content.Read(position, read) < bytes)
                return null;
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(read, hash);
            return new Fingerprint(bytes, System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public bool IsOf(FileContent content) => Of(content, Bytes) == this;
}
