namespace StreamFlow.Tests.Api;

public sealed record Row(string Name, DateTimeOffset Ts, double Value);
