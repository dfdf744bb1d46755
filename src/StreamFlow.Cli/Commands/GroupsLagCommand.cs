using System.CommandLine;
using StreamFlow.Checkpoints.Inspection;
using StreamFlow.Checkpoints.Storage;
using StreamFlow.Cli.Jobs;
using StreamFlow.Cli.Output;
using StreamFlow.Cli.Settings;
using StreamFlow.Kafka.Administration;

namespace StreamFlow.Cli.Commands;

internal static class GroupsLagCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "a job, whose group APPLICATION.JOB mirrors its offsets, or a consumer group" };
        var checkpoint = new Option<string?>("--checkpoint") { HelpName = "DIR", Description = "the job's checkpoint directory, whose log says what was committed; default: the job's own, where it is here" };
        var command = new KafkaCommand("lag", "Shows how far a job, or a consumer group, is behind, partition by partition.", name, checkpoint);
        return command.Does(
            async (parsed, target, cancellation) =>
            {
                using var admin = new KafkaAdmin(target.Settings);
                if (JobOf(parsed.GetRequiredValue(name)) is not { } job)
                {
                    if (parsed.GetValue(checkpoint) is not null)
                        throw new UsageException($"--checkpoint is that of a job, and '{parsed.GetValue(name)}' is none", "./streamflow jobs lists them");
                    LagTable.Write(await admin.GetLagAsync(parsed.GetRequiredValue(name), cancellation).ConfigureAwait(false));
                    return;
                }

                var options = JobConfiguration.OptionsOf(job);
                var logged = Logged(job, parsed.GetValue(checkpoint), options.CheckpointDirectory);
                var group = $"{options.Application}.{job}";
                var mirrored = logged.Count > 0
                    ? await admin.FindLagAsync(group, cancellation).ConfigureAwait(false)
                    : await admin.GetLagAsync(group, cancellation).ConfigureAwait(false);
                JobLagTable.Write(await JobLag.OfAsync(admin, mirrored, logged, cancellation).ConfigureAwait(false), withLog: logged.Count > 0);
            },
            parsed => JobOf(parsed.GetRequiredValue(name)));
    }

    private static string? JobOf(string name) => JobCatalog.Scan(Repository.Jobs).Jobs.Any(job => job.Name == name) ? name : null;

    /// <summary>How far the job's log says each partition was read; empty without a log.</summary>
    private static Dictionary<SourcePartition, long> Logged(string job, string? named, string own)
    {
        if (named is null && !Directory.Exists(own))
            return [];
        var view = CheckpointDirectoryView.Read(FileCheckpointStorage.OpenExisting(named ?? own), epochsMax: 1);
        if (view.Job is not null && view.Job != job)
            throw new UsageException($"the checkpoint directory {view.Location} is that of the job '{view.Job}', not of '{job}'", "name that of this job with --checkpoint DIR");
        return view.Epochs.SelectMany(epoch => epoch.Partitions).ToDictionary(partition => partition.Partition, partition => partition.Range.To);
    }
}
