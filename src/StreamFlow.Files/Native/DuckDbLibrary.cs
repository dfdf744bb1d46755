using System.Reflection;
using System.Runtime.InteropServices;

namespace StreamFlow.Files.Native;

/// <summary>Finds DuckDB's library, once a process.</summary>
internal static class DuckDbLibrary
{
    public const string Name = "duckdb";

    /// <summary>The environment variable that names its path.</summary>
    public const string PathVariable = "STREAMFLOW_DUCKDB";

    private static readonly Lock Gate = new();
    private static nint _handle;

    /// <param name="configured">The path of the setting; null where there is none.</param>
    /// <exception cref="StreamFaultException">It is not installed, or not where the setting says.</exception>
    public static void Load(string? configured)
    {
        lock (Gate)
        {
            if (_handle != 0)
                return;
            _handle = Find(configured ?? Environment.GetEnvironmentVariable(PathVariable));
            NativeLibrary.SetDllImportResolver(typeof(DuckDbLibrary).Assembly, (name, _, _) => name == Name ? _handle : 0);
        }
    }

    private static nint Find(string? path)
    {
        if (!string.IsNullOrEmpty(path))
        {
            return NativeLibrary.TryLoad(path, out var named) ? named : throw StreamFaultException.User(
                $"DuckDB's library cannot be loaded from '{path}'", $"see that the file is there and is DuckDB's C library (libduckdb) for this machine; StreamFlow:Files:DuckDb or {PathVariable} names it");
        }

        return NativeLibrary.TryLoad(Name, Assembly.GetExecutingAssembly(), null, out var found) ? found : throw StreamFaultException.User(
            "Parquet files are written by DuckDB's library, which is not installed here",
            $"install libduckdb (the C/C++ download of DuckDB) and name its path in StreamFlow:Files:DuckDb or in {PathVariable}, or write JSON lines or CSV");
    }
}
