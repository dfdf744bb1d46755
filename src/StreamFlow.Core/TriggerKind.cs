namespace StreamFlow;

/// <summary>The kinds of <see cref="Trigger"/>.</summary>
public enum TriggerKind
{
    Interval,
    AvailableNow,
    Once,
    Continuous,
}
