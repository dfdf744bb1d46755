using System.CommandLine;
using System.CommandLine.Help;
using StreamFlow.Cli.Commands;
using StreamFlow.Cli.Jobs;
using StreamFlow.Cli.Output;

namespace StreamFlow.Cli;

/// <summary>The commands, and what their errors come to.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        // A value may begin with @: it names no file of arguments.
        var parsed = Root().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
            return Refuse(parsed);

        try
        {
            // Signals are the commands' own: a job gets the time that it needs.
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }).ConfigureAwait(false);
        }
        catch (UsageException e)
        {
            Messages.Error(e.Message, e.WayOut);
            return ExitCode.Usage;
        }
        catch (StreamFaultException e)
        {
            Messages.Say(e.Message);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Done;
        }
        catch (Exception e) when (Environment.GetEnvironmentVariable("STREAMFLOW_TRACE") != "1")
        {
            Messages.Error($"an error in StreamFlow: {e.GetType().Name}: {e.Message}", "please report it, with what STREAMFLOW_TRACE=1 shows");
            return ExitCode.Failed;
        }
    }

    /// <summary>Not a <see cref="RootCommand"/>: that one is called after its executable, and nobody types that.</summary>
    internal static Command Root() =>
        new("./streamflow", "StreamFlow: stream processing on Kafka for .NET")
        {
            new HelpOption { Recursive = true },
            new VersionOption(),
            RunCommand.Create(),
            JobsCommand.Create(),
            ExplainCommand.Create(),
            TopicsCommand.Create(),
            ClusterCommand.Create(),
            ProduceCommand.Create(),
            ConsumeCommand.Create(),
            GroupsCommand.Create(),
            DeadLettersCommand.Create(),
            CheckpointCommand.Create(),
            BrokerCommand.Create(),
        };

    private static int Refuse(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count == 0)
        {
            foreach (var error in parsed.Errors)
                Messages.Say(error.Message);
            Console.Error.WriteLine($"  way out: {PathOf(command)} --help");
        }
        else if (parsed.UnmatchedTokens.Count > 0)
        {
            var typed = parsed.UnmatchedTokens[0];
            var nearest = NearestNames.To(typed, command.Subcommands.Select(one => one.Name));
            Messages.Error($"there is no command '{typed}'", $"{(nearest.Count > 0 ? $"did you mean {string.Join(" or ", nearest)}? " : "")}{PathOf(command)} --help lists the commands");
        }
        else
        {
            // Half a command: what may follow says more than that something is missing.
            command.Parse("--help").Invoke(new InvocationConfiguration { Output = Console.Error });
        }

        return ExitCode.Usage;
    }

    private static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{PathOf(parent)} {command.Name}" : command.Name;
}
