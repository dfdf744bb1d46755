namespace StreamFlow.Tests.Files;

internal sealed record Line(string Text);
