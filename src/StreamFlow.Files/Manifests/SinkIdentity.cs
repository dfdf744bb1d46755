using System.Security.Cryptography;
using System.Text;

namespace StreamFlow.Files.Manifests;

/// <summary>Whose files they are: several jobs and sinks may write into one directory, and neither touches what is another's.</summary>
/// <param name="Application">The application's name.</param>
/// <param name="Job">The job's name.</param>
/// <param name="Sink">The sink's name within the job.</param>
internal sealed record SinkIdentity(string Application, string Job, string Sink)
{
    private const int NameCharsMax = 120;

    /// <summary>Part of every file's name, so that two sinks never make the same one: 12 hexadecimal digits.</summary>
    public string Mark { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Application}\n{Job}\n{Sink}")))[..12];

    /// <summary>The sink's own folder under <c>_streamflow</c>: its names as far as a file name can carry them, and the mark where it cannot.</summary>
    public string Folder
    {
        get
        {
            var name = $"{Application}.{Job}.{Sink}";
            var safe = new string([.. name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-')]);
            return safe == name && name.Length <= NameCharsMax ? name : $"{safe[..Math.Min(safe.Length, NameCharsMax)]}-{Mark}";
        }
    }

    public override string ToString() => $"sink '{Sink}' of job '{Job}' ({Application})";
}
