using StreamFlow.Checkpoints;
using StreamFlow.Checkpoints.Storage;

namespace StreamFlow.Tests.Checkpoints;

public class GenerationsTests
{
    private readonly MemoryCheckpointStorage _storage = new();

    [Fact]
    public void Each_start_takes_a_larger_one()
    {
        Assert.Equal(1, Generations.Take(_storage).Value);
        Assert.Equal(2, Generations.Take(_storage).Value);
        _storage.Crash();
        Assert.Equal(3, Generations.Take(_storage).Value);
        Assert.Equal(["generation-00000003"], _storage.List());
    }

    [Fact]
    public void One_that_the_log_names_is_not_taken_again() => Assert.Equal(8, Generations.Take(_storage, above: new Generation(7)).Value);

    [Fact]
    public void Starts_at_the_same_time_never_share_one()
    {
        var taken = new System.Collections.Concurrent.ConcurrentBag<long>();
        Parallel.For(0, 200, _ => taken.Add(Generations.Take(_storage).Value));
        Assert.Equal(200, taken.Distinct().Count());
    }

    [Fact]
    public void A_deleted_one_that_is_back_after_a_power_cut_does_no_harm()
    {
        var chance = Given.Seeded(out _);
        for (var expected = 1; expected < 50; expected++)
        {
            Assert.Equal(expected, Generations.Take(_storage).Value);
            _storage.Crash(chance);
        }
    }

    [Fact]
    public void Other_files_do_not_count()
    {
        _storage.Put("generation-old", []);
        Assert.Equal(1, Generations.Take(_storage).Value);
    }
}
