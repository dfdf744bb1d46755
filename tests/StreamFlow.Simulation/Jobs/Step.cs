using StreamFlow.Simulation.Oracle;

namespace StreamFlow.Simulation.Jobs;

/// <summary>A step of a random job: what its author writes, and, beside it and apart from the engine, what that means.</summary>
/// <param name="Inputs">The steps whose rows it takes, by their place in the job.</param>
internal abstract record Step(IReadOnlyList<int> Inputs)
{
    /// <summary>Its place in the job.</summary>
    public int Number { get; init; }

    /// <summary>Whether it takes the rows that its input gives, and not those that the input sets aside (bad, late).</summary>
    public virtual bool TakesMainRows => true;

    /// <summary>Writes it down as an author does.</summary>
    public abstract void Define(JobDraft draft);

    /// <summary>What becomes of the rows of one lane.</summary>
    public abstract Stage Follow(LaneModel lane);

    /// <summary>The same step on other inputs, at another place.</summary>
    public abstract Step Move(int number, IReadOnlyList<int> inputs);

    public override string ToString() => $"#{Number} {GetType().Name}";
}
