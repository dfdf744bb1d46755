using System.Runtime.InteropServices;

namespace StreamFlow.Files.Native;

/// <summary>A database in memory of one writer's own: nothing in it is shared with another thread.</summary>
internal sealed class DuckDbConnection : IDisposable
{
    private nint _database;
    private nint _connection;

    /// <exception cref="StreamFaultException">It cannot be opened.</exception>
    public DuckDbConnection()
    {
        if (DuckDbCalls.Open(null, out _database) != DuckDbCalls.Success || DuckDbCalls.Connect(_database, out _connection) != DuckDbCalls.Success)
        {
            Dispose();
            throw StreamFaultException.External("DuckDB does not open a database in memory", "see that the machine has memory left");
        }
    }

    public nint Handle => _connection;

    /// <returns>What DuckDB says is wrong; null when it was done.</returns>
    public string? Execute(string sql)
    {
        var result = default(DuckDbCalls.QueryResult);
        var state = DuckDbCalls.Query(_connection, sql, ref result);
        var error = state == DuckDbCalls.Success ? null : Marshal.PtrToStringUTF8(DuckDbCalls.ResultError(ref result)) ?? "unknown error";
        DuckDbCalls.DestroyResult(ref result);
        return error;
    }

    public void Dispose()
    {
        if (_connection != 0)
            DuckDbCalls.Disconnect(ref _connection);
        if (_database != 0)
            DuckDbCalls.Close(ref _database);
    }
}
