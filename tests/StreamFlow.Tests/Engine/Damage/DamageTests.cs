namespace StreamFlow.Tests.Engine.Damage;

/// <summary>
/// Whatever has happened to the files of a checkpoint directory: a start is right, or stops with an error that says which file, or what is missing. Never wrong rows, never a fresh start
/// over sinks that hold something, never an error that is none of StreamFlow's.
/// </summary>
public sealed class DamageTests
{
    private const int Samples = 10;

    [Fact]
    public async Task What_is_whole_is_recovered()
    {
        var world = await DamageWorld.CreateAsync();
        Assert.True(world.Directory.List().Count(file => file.EndsWith(".epochs", StringComparison.Ordinal)) > 2);
        Assert.True(world.Directory.List().Count(file => file.EndsWith(".manifest", StringComparison.Ordinal)) > 1);
        Assert.Null(await world.StartAsync(Checkpoints.Given.CopyOf(world.Directory)));
    }

    [Fact]
    public async Task Damage_is_found_or_does_not_matter()
    {
        var chance = Checkpoints.Given.Seeded(out var seed);
        var world = await DamageWorld.CreateAsync();
        var (recovered, stopped) = (0, 0);
        foreach (var damaged in DamagedDirectory.Of(world.Directory, chance, Samples))
        {
            try
            {
                if (await world.StartAsync(damaged.Storage) is not { } fault)
                {
                    recovered++;
                    continue;
                }

                stopped++;
                Assert.NotEqual(FaultOrigin.Internal, fault.Origin);
                Assert.False(string.IsNullOrEmpty(fault.WayOut));
                Assert.True(Names(fault, damaged), fault.Message);
            }
            catch (Exception error)
            {
                Assert.Fail($"{damaged.What} (STREAMFLOW_SEED={seed}): {error}");
            }
        }

        // Both happen: a test that only ever saw one of them would show little.
        Assert.True(recovered > 20 && stopped > 20, $"{recovered} recovered, {stopped} stopped");
        Console.WriteLine($"{recovered} recovered, {stopped} stopped");
    }

    /// <summary>The damaged file, or (a file that is not there has no name to find) what a start would need and in which directory it looked.</summary>
    private static bool Names(StreamFaultException fault, DamagedDirectory damaged) =>
        damaged.Files.Any(file => fault.Message.Contains(file, StringComparison.Ordinal))
        || (fault.Place == damaged.Storage.Location && fault.Problem.StartsWith("the job cannot recover: ", StringComparison.Ordinal));
}
