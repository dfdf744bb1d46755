using System.Linq.Expressions;
using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Files.Disks;
using StreamFlow.Files.Manifests;
using StreamFlow.Files.Writing;

namespace StreamFlow.Files;

/// <summary>
/// Rows as files of a directory, exactly once: readers of the directory see each row once, in files that are complete and never change. What is not committed, and files that still
/// grow, are below <c>_streamflow</c>, where Spark, Hive and DuckDB do not look. Several jobs and sinks may write into one directory.
/// <para>A file gathers the rows of many epochs and becomes visible when it is complete: at <see cref="RollBytes"/>, with the first epoch after <see cref="RollAge"/>, or when the job
/// ends; after a crash when it starts again.</para>
/// </summary>
/// <param name="directory">Made if it is not there; on a file system with hard links.</param>
public sealed class FileSink<T>(string directory) : SinkSpec<T>
    where T : class
{
    /// <summary>The directory as it was given.</summary>
    public string Directory => directory;

    public override string Name => directory;

    /// <summary>How rows stand in the files. Default: JSON lines.</summary>
    public FileFormat Format { get; init; } = FileFormat.JsonLines;

    /// <summary>
    /// Folders as Hive and Spark lay them out: <c>r => new { Year = r.Ts.Year, r.Country }</c> files a row under <c>year=2026/country=NZ/</c>, null (and an empty text) under
    /// <c>__HIVE_DEFAULT_PARTITION__</c>. A property of the row that is a folder is left out of the files. Default: null, no folders.
    /// </summary>
    public Expression<Func<T, object?>>? PartitionBy { get; init; }

    /// <summary>A file is complete at this length, in bytes, 1 or more. Default 128 MiB.</summary>
    public long RollBytes { get; init; } = 128L << 20;

    /// <summary>A file is complete with the first epoch that ends so long after its first row. Default one minute; <see cref="TimeSpan.Zero"/> makes a file an epoch.</summary>
    public TimeSpan RollAge { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How the files' names begin; not with '_' or '.'. Default "part-".</summary>
    public string FilePrefix { get; init; } = "part-";

    /// <summary>
    /// How many files one task keeps open at a time, 1 or more. With more partition values in an epoch, files are closed and opened again, which is slower, and those that were longest
    /// without a row are complete when the epoch ends. Default 64.
    /// </summary>
    public int OpenFilesMax { get; init; } = 64;

    public override IReadOnlyList<ExtraColumn> ExtraColumns => PartitionBy is null ? [] : PartitionColumns.Of(PartitionBy);

    public override string CommitGroup => $"files:{directory}";

    public override string Describe() =>
        $"files in {directory}, {Format.Name}{(PartitionBy is null ? "" : $", partitioned by {string.Join(", ", ExtraColumns.Select(column => $"{column.Name[1..]} = {column.Value.Body}"))}")}";

    public override void Check(RowSchema schema)
    {
        if (RollBytes < 1 || OpenFilesMax < 1 || RollAge < TimeSpan.Zero)
            throw StreamFaultException.User($"the files in '{directory}' cannot roll so", "RollBytes and OpenFilesMax are 1 or more, RollAge is not negative");
        if (FilePrefix.StartsWith('_') || FilePrefix.StartsWith('.') || FilePrefix.IndexOfAny(['/', '\\', '\0']) >= 0)
            throw StreamFaultException.User($"'{FilePrefix}' cannot begin a file's name: readers pass over names with '_' or '.' first", "give a prefix such as \"readings-\"");
        PartitionPath.Check(schema);
        PartitionColumns.RequireSameValue(schema, ExtraColumns);
        var columns = new DataColumns(schema);
        if (columns.Schema.Count == 0)
            throw StreamFaultException.User("every column of the row is a folder, so that the files would be empty", "leave one property out of PartitionBy");
        Format.Check(columns.Schema);
    }

    public override SinkCommitter OpenCommitter(ConnectorContext context) =>
        new FileCommitter(LocalDisk.Instance, Path.GetFullPath(directory), new SinkIdentity(context.Application, context.Job, context.Name), context);

    public override SinkWriter OpenWriter(SinkCommitter committer, RowSchema schema)
    {
        var files = (FileCommitter)committer;
        var columns = new DataColumns(schema);
        var limits = new RollLimits(RollBytes, RollAge, OpenFilesMax);
        var encoder = Format.CreateEncoder(files, columns.Schema);
        var parts = files.Register(writer => new PartSet(
            encoder, new PartNames(FilePrefix, files.Sink, () => files.Start, writer, Format.Extension), limits, files.Context.Time));
        return new FileWriter(files, parts, new PartitionPath(schema), columns);
    }
}
