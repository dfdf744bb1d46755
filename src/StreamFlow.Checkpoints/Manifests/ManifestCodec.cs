using StreamFlow.Checkpoints.Bytes;

namespace StreamFlow.Checkpoints.Manifests;

/// <summary>
/// A manifest as bytes: magic "SFMANIFS", format version, body, CRC-32C of all before it. A golden file holds the format: change it only
/// together with <see cref="FormatVersion"/>.
/// </summary>
internal static class ManifestCodec
{
    public const uint FormatVersion = 1;

    public static byte[] Write(CheckpointManifest manifest)
    {
        var to = new ByteWriter();
        to.Raw("SFMANIFS"u8);
        to.Fixed32(FormatVersion);
        to.Text(manifest.Job);
        to.Signed(manifest.Epoch.Value);
        to.Signed(manifest.Generation.Value);
        to.Signed(manifest.HeldByAllSinks.Value);
        PlanHash.Write(to, manifest.PlanHash);
        to.Text(manifest.Plan);
        to.Count(manifest.Operators.Count);
        foreach (var one in manifest.Operators)
        {
            to.Text(one.Name);
            to.Text(one.Signature);
        }

        to.Count(manifest.Positions.Count);
        foreach (var position in manifest.Positions)
        {
            to.Text(position.Partition.Source);
            to.Signed(position.Partition.Partition);
            to.Signed(position.NextOffset);
        }

        to.Count(manifest.Pages.Count);
        foreach (var page in manifest.Pages)
            WritePage(to, page);
        to.Fixed32(Crc32C.Of(to.Written));
        return to.ToArray();
    }

    /// <exception cref="DamageException">These are not the bytes of a manifest, whole.</exception>
    /// <exception cref="FormatVersionException">They are those of another version.</exception>
    public static CheckpointManifest Read(ReadOnlySpan<byte> bytes)
    {
        var from = new ByteReader(bytes);
        if (!from.Take(8).SequenceEqual("SFMANIFS"u8))
            throw new DamageException("this is not the manifest of a checkpoint");
        var version = from.Fixed32();
        // Every version ends with it: so a damaged number is told from another version.
        if (bytes.Length < 16 || new ByteReader(bytes[^4..]).Fixed32() != Crc32C.Of(bytes[..^4]))
            throw new DamageException("the manifest's checksum is wrong");
        FormatVersionException.Require("the manifest", version, FormatVersion, FormatVersion);
        from = new ByteReader(bytes[12..^4]);
        var manifest = new CheckpointManifest
        {
            Job = from.Text(),
            Epoch = new EpochNumber(from.Signed()),
            Generation = new Generation(from.Signed()),
            HeldByAllSinks = new EpochNumber(from.Signed()),
            PlanHash = PlanHash.Read(ref from),
            Plan = from.Text(),
            Operators = ReadOperators(ref from),
            Positions = ReadPositions(ref from),
            Pages = ReadPages(ref from),
        };
        from.RequireEnd();
        return manifest;
    }

    private static void WritePage(ByteWriter to, CheckpointPage page)
    {
        to.Text(page.Operator);
        to.Text(page.Lane);
        to.Text(page.PageId);
        to.Signed(page.Version);
        to.Text(page.File);
        to.Signed(page.Offset);
        to.Signed(page.Length);
        to.Fixed32(page.Crc32C);
    }

    private static StatefulOperator[] ReadOperators(ref ByteReader from)
    {
        var operators = new StatefulOperator[from.Count()];
        for (var i = 0; i < operators.Length; i++)
            operators[i] = new StatefulOperator(from.Text(), from.Text());
        return operators;
    }

    private static SourcePosition[] ReadPositions(ref ByteReader from)
    {
        var positions = new SourcePosition[from.Count()];
        for (var i = 0; i < positions.Length; i++)
            positions[i] = new SourcePosition(new SourcePartition(from.Text(), from.SignedInt()), from.Signed());
        return positions;
    }

    private static CheckpointPage[] ReadPages(ref ByteReader from)
    {
        var pages = new CheckpointPage[from.Count()];
        for (var i = 0; i < pages.Length; i++)
        {
            pages[i] = new CheckpointPage(
                from.Text(), from.Text(), from.Text(), from.Signed(), from.Text(), from.Signed(), from.SignedInt(), from.Fixed32());
        }

        return pages;
    }
}
