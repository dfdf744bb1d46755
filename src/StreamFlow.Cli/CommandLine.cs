using System.CommandLine;
using StreamFlow.Cli.Commands;
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
        {
            foreach (var error in parsed.Errors)
                Messages.Say(error.Message);
            Console.Error.WriteLine($"  way out: ./streamflow {PathOf(parsed.CommandResult.Command)}--help");
            return ExitCode.Usage;
        }

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

    internal static RootCommand Root() =>
        new("StreamFlow: stream processing on Kafka for .NET")
        {
            RunCommand.Create(),
            JobsCommand.Create(),
            ExplainCommand.Create(),
            TopicsCommand.Create(),
            ClusterCommand.Create(),
            ProduceCommand.Create(),
            ConsumeCommand.Create(),
            GroupsCommand.Create(),
            BrokerCommand.Create(),
        };

    private static string PathOf(Command command) =>
        command is RootCommand ? "" : PathOf((Command)command.Parents.First()) + command.Name + " ";
}
