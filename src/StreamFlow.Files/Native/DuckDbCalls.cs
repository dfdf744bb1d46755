using System.Runtime.InteropServices;

namespace StreamFlow.Files.Native;

/// <summary>The functions of DuckDB's C interface that write a table, by their own names. <see cref="DuckDbLibrary.Load"/> comes first.</summary>
internal static unsafe partial class DuckDbCalls
{
    public const int Success = 0;

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_open", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string? path, out nint database);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_close")]
    public static partial void Close(ref nint database);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_connect")]
    public static partial int Connect(nint database, out nint connection);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_disconnect")]
    public static partial void Disconnect(ref nint connection);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_query", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Query(nint connection, string sql, ref QueryResult result);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_result_error")]
    public static partial nint ResultError(ref QueryResult result);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_destroy_result")]
    public static partial void DestroyResult(ref QueryResult result);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_appender_create", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int AppenderCreate(nint connection, string? schema, string table, out nint appender);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_appender_column_type")]
    public static partial nint AppenderColumnType(nint appender, ulong column);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_appender_error")]
    public static partial nint AppenderError(nint appender);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_append_data_chunk")]
    public static partial int AppendDataChunk(nint appender, nint chunk);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_appender_close")]
    public static partial int AppenderClose(nint appender);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_appender_destroy")]
    public static partial int AppenderDestroy(ref nint appender);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_destroy_logical_type")]
    public static partial void DestroyLogicalType(ref nint type);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_create_data_chunk")]
    public static partial nint CreateDataChunk(nint* types, ulong columns);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_destroy_data_chunk")]
    public static partial void DestroyDataChunk(ref nint chunk);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_data_chunk_reset")]
    public static partial void DataChunkReset(nint chunk);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_data_chunk_set_size")]
    public static partial void DataChunkSetSize(nint chunk, ulong size);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_data_chunk_get_vector")]
    public static partial nint DataChunkGetVector(nint chunk, ulong column);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_vector_size")]
    public static partial ulong VectorSize();

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_vector_get_data")]
    [SuppressGCTransition]
    public static partial void* VectorGetData(nint vector);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_vector_ensure_validity_writable")]
    public static partial void VectorEnsureValidityWritable(nint vector);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_vector_get_validity")]
    [SuppressGCTransition]
    public static partial ulong* VectorGetValidity(nint vector);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_vector_assign_string_element_len")]
    public static partial void VectorAssign(nint vector, ulong row, byte* bytes, ulong length);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_list_vector_get_child")]
    public static partial nint ListChild(nint vector);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_list_vector_get_size")]
    public static partial ulong ListSize(nint vector);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_list_vector_set_size")]
    public static partial int ListSetSize(nint vector, ulong size);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_list_vector_reserve")]
    public static partial int ListReserve(nint vector, ulong capacity);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_struct_vector_get_child")]
    public static partial nint StructChild(nint vector, ulong index);

    /// <summary>DuckDB's result, kept on our side: six words, of which nothing is read here.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 64)]
    public struct QueryResult
    {
        private nint _first;
    }
}
