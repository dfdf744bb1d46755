using StreamFlow.Checkpoints.Storage;

namespace StreamFlow.Tests.Engine.Damage;

/// <summary>A checkpoint directory that something has happened to.</summary>
/// <param name="What">What, for the message of a test that fails.</param>
/// <param name="Files">The files that it happened to.</param>
/// <param name="Storage">The directory as it is now.</param>
internal sealed record DamagedDirectory(string What, IReadOnlyList<string> Files, MemoryCheckpointStorage Storage)
{
    /// <summary>Each kind of damage to each file; positions, lengths and half of the pairs by chance.</summary>
    /// <param name="intact">What is damaged; left as it is.</param>
    /// <param name="chance">Draws them.</param>
    /// <param name="samples">So many positions, and half as many lengths, of each file.</param>
    public static IEnumerable<DamagedDirectory> Of(MemoryCheckpointStorage intact, Random chance, int samples)
    {
        var files = intact.List();
        foreach (var file in files)
        {
            var bytes = intact.ReadAll(file);
            foreach (var damaged in ToOne(file, bytes, chance, samples))
                yield return new DamagedDirectory(damaged.What, [file], With(intact, (file, damaged.Bytes)));
            yield return new DamagedDirectory($"{file} is missing", [file], With(intact, (file, null)));
            if (AnotherNameOf(file) is { } other)
                yield return new DamagedDirectory($"{file} is there a second time, as {other}", [file, other], With(intact, (other, bytes)));
        }

        foreach (var (a, b) in files.SelectMany(a => files.Where(b => a != b).Select(b => (a, b))))
        {
            if (chance.Next(2) == 0)
                continue;
            var (bytesA, bytesB) = (intact.ReadAll(a), intact.ReadAll(b));
            yield return new DamagedDirectory($"{b} is a copy of {a}", [a, b], With(intact, (b, bytesA)));
            if (string.CompareOrdinal(a, b) > 0)
                continue;
            yield return new DamagedDirectory($"{a} and {b} are swapped", [a, b], With(intact, (a, bytesB), (b, bytesA)));
            yield return new DamagedDirectory($"{a} and {b} are missing", [a, b], With(intact, (a, null), (b, null)));
        }

        yield return new DamagedDirectory("everything is missing", files, new MemoryCheckpointStorage());
    }

    private static IEnumerable<(string What, byte[] Bytes)> ToOne(string file, byte[] bytes, Random chance, int samples)
    {
        if (bytes.Length == 0)
            yield break;
        foreach (var position in Sample(bytes.Length, samples, chance))
        {
            var bit = chance.Next(8);
            yield return ($"bit {bit} of byte {position} of {file} is flipped", Changed(bytes, (position, (byte)(bytes[position] ^ (1 << bit)))));
            var other = chance.Next(bytes.Length);
            yield return ($"bytes {position} and {other} of {file} are others", Changed(bytes, (position, (byte)chance.Next(256)), (other, (byte)~bytes[other])));
        }

        foreach (var length in Sample(bytes.Length, samples / 2, chance))
            yield return ($"{file} ends after {length} of {bytes.Length} bytes", bytes[..length]);
        var more = new byte[chance.Next(1, 100)];
        yield return ($"{more.Length} zeros stand behind {file}", [.. bytes, .. more]);
        chance.NextBytes(more);
        yield return ($"{more.Length} random bytes stand behind {file}", [.. bytes, .. more]);
    }

    private static IEnumerable<int> Sample(int length, int samples, Random chance) =>
        length <= samples ? Enumerable.Range(0, length) : Enumerable.Range(0, samples).Select(_ => chance.Next(length)).Distinct();

    private static byte[] Changed(byte[] bytes, params ReadOnlySpan<(int Position, byte Value)> changes)
    {
        byte[] changed = [.. bytes];
        foreach (var (position, value) in changes)
            changed[position] = value;
        return changed;
    }

    /// <summary>Its name with the last number one higher: the next segment, the next generation's checkpoint.</summary>
    private static string? AnotherNameOf(string file)
    {
        var end = file.LastIndexOfAny([.. "0123456789"]);
        var another = end < 0 || file[end] == '9' ? null : file[..end] + (char)(file[end] + 1) + file[(end + 1)..];
        return another;
    }

    private static MemoryCheckpointStorage With(MemoryCheckpointStorage intact, params ReadOnlySpan<(string File, byte[]? Bytes)> changes)
    {
        var copy = Checkpoints.Given.CopyOf(intact);
        foreach (var (file, bytes) in changes)
        {
            if (bytes is null)
                copy.Delete(file);
            else
                copy.Put(file, bytes);
        }

        return copy;
    }
}
