using StreamFlow.Simulation.Oracle;

namespace StreamFlow.Simulation.Jobs.Steps;

/// <summary>Reads a source.</summary>
/// <param name="Source">Which of the world's.</param>
/// <param name="TakesBadRecords">Whether the records that are no rows are a stream of their own; else they are counted.</param>
internal sealed record SourceStep(int Source, bool TakesBadRecords) : Step([])
{
    public static string NameOf(int source) => source == 0 ? "left" : "right";

    public override void Define(JobDraft draft)
    {
        if (!TakesBadRecords)
        {
            draft[Number] = draft.Streams.From(draft.Source(Source));
            return;
        }

        draft[Number] = draft.Streams.From(draft.Source(Source), out var bad);
        draft.BadRecords[Number] = bad;
    }

    public override Stage Follow(LaneModel lane) => lane.Rows(this, row => [row]);

    public override Step Move(int number, IReadOnlyList<int> inputs) => this with { Number = number };

    public override string ToString() => $"#{Number} source {NameOf(Source)}{(TakesBadRecords ? ", bad records as a stream" : "")}";
}
