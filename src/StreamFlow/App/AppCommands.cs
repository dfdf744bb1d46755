using System.CommandLine;

namespace StreamFlow.App;

/// <summary>The command line of a job's executable: what it does without a verb is run.</summary>
internal sealed class AppCommands
{
    private readonly RootCommand _root;

    private AppCommands(RootCommand root) => _root = root;

    public static AppCommands Create(Type job)
    {
        var options = new RunOptions();
        var root = new RootCommand($"Runs the job {job.Name}. Exit code: 0 done or stopped, 1 the job failed, 2 wrong usage.");
        var run = new Command("run", "Runs the job (the default).");
        var explain = new Command("explain", "Shows the plan: nodes, types, watermark, state, and what a recovery does.");
        var describe = new Command("describe", "Shows name, settings, sources and sinks as JSON.");
        var check = new Command("check", "Shows what a start would do with the checkpoint directory: kept and lost state, what is replayed; changes nothing.");
        options.AddTo(root);
        foreach (var verb in new[] { run, explain, describe, check })
            root.Subcommands.Add(verb);
        root.SetAction((parsed, cancellation) => AppRun.RunAsync(job, options.Read(parsed), cancellation));
        run.SetAction((parsed, cancellation) => AppRun.RunAsync(job, options.Read(parsed), cancellation));
        explain.SetAction((parsed, _) => AppExplain.Explain(job, options.Read(parsed)));
        describe.SetAction((parsed, _) => AppExplain.Describe(job, options.Read(parsed)));
        check.SetAction((parsed, _) => AppCheck.RunAsync(job, options.Read(parsed)));
        return new AppCommands(root);
    }

    public async Task<int> RunAsync(string[] args)
    {
        var verbose = args.Contains("--verbose") || Environment.GetEnvironmentVariable("STREAMFLOW_TRACE") == "1";
        var parsed = _root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync($"error: {error.Message}").ConfigureAwait(false);
            await Console.Error.WriteLineAsync("  way out: --help lists the options").ConfigureAwait(false);
            return ExitCode.WrongUsage;
        }

        try
        {
            // The job ends gracefully by its own handling of signals: System.CommandLine's would end the process after 2 s.
            return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false })
                .ConfigureAwait(false);
        }
        catch (UsageException error)
        {
            await Console.Error.WriteLineAsync($"error: {error.Message}").ConfigureAwait(false);
            return ExitCode.WrongUsage;
        }
        catch (Exception error)
        {
            FaultReport.Write(Console.Error, error, verbose);
            return FaultReport.IsWrongSetting(error) ? ExitCode.WrongUsage : ExitCode.Failed;
        }
    }
}
