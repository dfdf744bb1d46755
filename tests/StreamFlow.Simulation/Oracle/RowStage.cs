namespace StreamFlow.Simulation.Oracle;

/// <summary>A step that makes any number of rows of each.</summary>
internal sealed class RowStage(Func<ModelRow, IEnumerable<ModelRow>> step, IReadOnlyList<Stage> readers) : Stage
{
    public override void Push(ModelRow row)
    {
        foreach (var made in step(row))
        {
            foreach (var reader in readers)
                reader.Push(made);
        }
    }

    public override void Advance(ModelTime time)
    {
        foreach (var reader in readers)
            reader.Advance(time);
    }
}
