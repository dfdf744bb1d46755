namespace StreamFlow.Simulation.Oracle;

/// <summary>What becomes of one lane's rows at a step, row by row.</summary>
internal abstract class Stage
{
    public abstract void Push(ModelRow row);

    /// <summary>The epoch's rows are through.</summary>
    public abstract void Advance(ModelTime time);
}
