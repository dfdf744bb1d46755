using System.Reflection;

namespace StreamFlow.Definition;

/// <summary>What a job is called.</summary>
internal static class JobNames
{
    private const int LengthMax = 100;

    /// <exception cref="StreamFaultException">The class has no <see cref="StreamJobAttribute"/>, or a name that is none.</exception>
    public static string Of(Type job)
    {
        var name = job.GetCustomAttribute<StreamJobAttribute>()?.Name
            ?? throw StreamFaultException.User($"the job class {job.Name} has no name", "put [StreamJob(\"its-name\")] on the class: transactions and checkpoints carry that name");
        if (name.Length is 0 or > LengthMax || name.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-'))
        {
            throw StreamFaultException.User(
                $"'{name}' is no name for a job ({job.Name})", $"use lower-case letters, digits and hyphens, at most {LengthMax}");
        }

        return name;
    }
}
