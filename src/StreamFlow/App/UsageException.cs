namespace StreamFlow.App;

/// <summary>The command line asks for something that it cannot have.</summary>
internal sealed class UsageException(string message) : Exception(message);
