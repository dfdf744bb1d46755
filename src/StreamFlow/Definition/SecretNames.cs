namespace StreamFlow.Definition;

/// <summary>Which settings hold secrets, by their names: their values are never shown, logged, or put into an error.</summary>
internal static class SecretNames
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Hidden = "(hidden)";

    private static readonly string[] Words = ["password", "passwd", "pwd", "passphrase", "secret", "token", "credential", "connectionstring", "apikey", "privatekey"];

    /// <summary>Whether the name sounds like a secret: <c>sasl.password</c>, <c>ApiKey</c>, <c>Db_Connection_String</c>. Case and punctuation do not matter.</summary>
    public static bool IsSecret(string name)
    {
        var letters = string.Concat(name.Where(char.IsLetterOrDigit));
        return Words.Any(word => letters.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The value, or <see cref="Hidden"/> where the name says that it is a secret. An empty value is none.</summary>
    public static string Show(string name, string value) => value.Length > 0 && IsSecret(name) ? Hidden : value;
}
