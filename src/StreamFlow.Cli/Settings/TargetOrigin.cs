namespace StreamFlow.Cli.Settings;

/// <summary>Who named the Kafka that a command talks to.</summary>
internal enum TargetOrigin
{
    /// <summary>The option of the command.</summary>
    Option,

    /// <summary>appsettings.json or the environment.</summary>
    Configuration,

    /// <summary>A <c>./streamflow broker</c> of this clone.</summary>
    RunningBroker,
}
