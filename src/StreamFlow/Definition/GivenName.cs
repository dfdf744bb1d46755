namespace StreamFlow.Definition;

/// <summary>Names that authors give to operators.</summary>
internal static class GivenName
{
    public static string Check(string name) => string.IsNullOrWhiteSpace(name) || name.Any(c => char.IsControl(c) || c is '/' or '#')
        ? throw StreamFaultException.User($"'{name}' is no name for an operator", "give some text without '/' and '#'")
        : name;
}
