namespace StreamFlow.Tests.Api;

/// <summary>What changes the console and the environment of the process runs alone.</summary>
[CollectionDefinition(nameof(StreamAppTests), DisableParallelization = true)]
public sealed class RunsAlone;
