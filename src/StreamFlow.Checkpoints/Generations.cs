using System.Globalization;
using StreamFlow.Checkpoints.Storage;

namespace StreamFlow.Checkpoints;

/// <summary>Takes the generation of a start: a file of its own, created exclusively, so that no two starts ever have the same one.</summary>
public static class Generations
{
    private const string Prefix = "generation-";
    private const int AttemptsMax = 1000;

    /// <summary>Takes the next generation; durable on return.</summary>
    /// <param name="storage">The job's checkpoint directory.</param>
    /// <param name="above">Larger than this one as well: the last generation that the log or a checkpoint names.</param>
    public static Generation Take(CheckpointStorage storage, Generation above = default)
    {
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            var next = Math.Max(above.Value, Newest(storage)) + 1;
            using var taken = storage.TryCreate(NameOf(next));

            // The name may have been free because a later start has deleted it: then a larger one is there.
            if (taken is null || Newest(storage) > next)
                continue;

            // The newest file alone says how far the numbers have come.
            foreach (var older in storage.List().Where(file => Parse(file) is > 0 and var number && number < next))
                storage.Delete(older);
            return new Generation(next);
        }

        throw StreamFaultException.External(
            $"could not take a generation in '{storage.Location}': {AttemptsMax} numbers in a row were taken by somebody else",
            "see whether another process starts this job over and over");
    }

    /// <summary>The largest number among some file names; 0 for none.</summary>
    internal static long Newest(IEnumerable<string> files) => files.Select(Parse).DefaultIfEmpty().Max();

    private static long Newest(CheckpointStorage storage) => Newest(storage.List());

    private static string NameOf(long number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number:D8}");

    private static long Parse(string file) =>
        file.StartsWith(Prefix, StringComparison.Ordinal)
        && long.TryParse(file.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
