using System.Reflection;

namespace StreamFlow.Testing.Conformance;

/// <summary>The checks of a kit: every public static method of some classes, by its name.</summary>
/// <typeparam name="TBench">What a check works on.</typeparam>
internal sealed class CheckList<TBench>
{
    private readonly Dictionary<string, Func<TBench, Task>> _checks;

    public CheckList(params Type[] classes)
    {
        _checks = classes.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .ToDictionary(method => method.Name, AsTask, StringComparer.Ordinal);
    }

    private static Func<TBench, Task> AsTask(MethodInfo method)
    {
        if (method.ReturnType != typeof(void))
            return method.CreateDelegate<Func<TBench, Task>>();
        var check = method.CreateDelegate<Action<TBench>>();
        return bench => Task.Run(() => check(bench));
    }

    /// <summary>As theories and test case sources take them: one argument, the check's name.</summary>
    public IEnumerable<object[]> Cases => _checks.Keys.Select(name => new object[] { name });

    public bool Has(string check) => _checks.ContainsKey(check);

    /// <exception cref="ConformanceException">The check failed.</exception>
    public async Task RunAsync(string check, TBench bench)
    {
        try
        {
            await _checks[check](bench).ConfigureAwait(false);
        }
        catch (CheckFailure failure)
        {
            throw new ConformanceException(check, failure.Message, failure.InnerException);
        }
    }
}
