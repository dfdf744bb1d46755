namespace StreamFlow.Simulation.Oracle;

/// <summary>The end of a way: what the sink has to hold of the epoch.</summary>
internal sealed class SinkStage(List<ModelRow> output) : Stage
{
    public override void Push(ModelRow row) => output.Add(row);

    public override void Advance(ModelTime time)
    {
    }
}
