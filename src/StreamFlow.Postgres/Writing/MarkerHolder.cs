using System.Globalization;

namespace StreamFlow.Postgres.Writing;

/// <summary>A session that holds the marker's row.</summary>
/// <param name="Pid">Its process on the server.</param>
/// <param name="User">Its role.</param>
/// <param name="ApplicationName">As the session names itself; null where the server does not tell.</param>
internal sealed record MarkerHolder(int Pid, string? User, string? ApplicationName)
{
    private const string Prefix = "streamflow g";

    /// <summary>The generation of the instance whose session it is; null where it is no session of StreamFlow's, or the server does not tell.</summary>
    public Generation? Generation
    {
        get
        {
            if (ApplicationName?.StartsWith(Prefix, StringComparison.Ordinal) != true)
                return null;
            var number = ApplicationName[Prefix.Length..].Split(' ')[0];
            return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? new Generation(value) : null;
        }
    }

    /// <summary>What an instance's sessions name themselves. PostgreSQL keeps the first 63 bytes, so the generation comes first.</summary>
    public static string NameOf(Generation generation, string application, string job) => $"{Prefix}{generation} {application}.{job}";
}
