using System.Globalization;
using Xunit.Abstractions;

namespace StreamFlow.Integration.Pipelines;

/// <summary>The seed of a test's readings: another one each time, printed; <c>STREAMFLOW_TEST_SEED</c> repeats one.</summary>
internal static class Seed
{
    public static int Print(ITestOutputHelper output)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("STREAMFLOW_TEST_SEED"), CultureInfo.InvariantCulture, out var named) ? named : Environment.TickCount;
        output.WriteLine($"seed {seed} (STREAMFLOW_TEST_SEED={seed} repeats it)");
        return seed;
    }
}
