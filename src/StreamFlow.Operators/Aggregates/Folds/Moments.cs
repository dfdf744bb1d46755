namespace StreamFlow.Operators.Aggregates.Folds;

/// <summary>Number, mean and sum of squared distances from the mean: by Welford row by row, by Chan for two parts.</summary>
internal struct Moments
{
    public long Count;
    public double Mean;
    public double Squares;

    public void Add(double value)
    {
        Count++;
        var distance = value - Mean;
        Mean += distance / Count;
        Squares += distance * (value - Mean);
    }

    public void Combine(in Moments later)
    {
        if (later.Count == 0)
            return;
        if (Count == 0)
        {
            this = later;
            return;
        }

        var count = Count + later.Count;
        var distance = later.Mean - Mean;
        Mean += distance * later.Count / count;
        Squares += later.Squares + (distance * distance * Count * later.Count / count);
        Count = count;
    }
}
