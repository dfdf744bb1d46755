namespace StreamFlow;

/// <summary>
/// Where a query stands. Legal steps:
/// <code>
/// Starting → Recovering → Running → Stopping → Stopped
///     └──────────┴──────────┴─────────┴──────→ Failed
/// </code>
/// </summary>
public enum QueryState
{
    Starting,
    Recovering,
    Running,
    Stopping,
    Stopped,
    Failed,
}
