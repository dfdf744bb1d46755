using StreamFlow.Simulation.Runs;

namespace StreamFlow.Simulation.Disks;

/// <summary>Damage to what a job left, and the way back.</summary>
/// <param name="What">For the story.</param>
/// <param name="Undo">Makes it as it was.</param>
/// <param name="Assumed">For a server that lost its marker: the server's number and the epoch that it holds.</param>
internal sealed record DamageDone(string What, Action Undo, (int Server, EpochNumber Epoch)? Assumed = null)
{
    /// <param name="world">Where.</param>
    /// <param name="damage">What.</param>
    /// <param name="chance">Which file, byte, server.</param>
    /// <param name="servers">Those that the start asks: what another one lost nobody can notice.</param>
    /// <returns>Null when there is nothing to damage.</returns>
    public static DamageDone? Do(World world, Damage damage, Random chance, IReadOnlyList<int> servers) => damage switch
    {
        Damage.LostMarker => LoseMarker(world, servers[chance.Next(servers.Count)]),
        Damage.None => null,
        _ => DamageFile(world, damage, chance),
    };

    private static DamageDone? LoseMarker(World world, int number)
    {
        var server = world.Servers[number];
        return server.ForgetMarker() is { } marker
            ? new DamageDone($"{server.Name} loses its marker, epoch {marker}", () => server.MarkLater(marker), (number, marker))
            : null;
    }

    private static DamageDone? DamageFile(World world, Damage damage, Random chance)
    {
        var files = world.Disk.List().Where(name => world.Disk.LengthOf(name) > 0).ToList();
        if (files.Count == 0)
            return null;
        var file = files[chance.Next(files.Count)];
        var bytes = world.Disk.ReadAll(file);
        switch (damage)
        {
            case Damage.FlippedByte:
                var flipped = bytes.ToArray();
                flipped[chance.Next(flipped.Length)] ^= (byte)(1 << chance.Next(8));
                world.Disk.Put(file, flipped);
                break;
            case Damage.ShortFile:
                world.Disk.Put(file, bytes[..chance.Next(bytes.Length)]);
                break;
            default:
                world.Disk.Delete(file);

                // The check of all epochs still wants a segment that the job needs no more.
                if (IsSegment(file) && files.Any(other => IsSegment(other) && string.CompareOrdinal(other, file) > 0))
                    world.Archive[file] = bytes;
                break;
        }

        return new DamageDone($"{damage} {file}", () => world.Disk.Put(file, bytes));
    }

    private static bool IsSegment(string file) => file.EndsWith(".epochs", StringComparison.Ordinal);
}
