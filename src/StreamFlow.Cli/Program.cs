return await StreamFlow.Cli.CommandLine.RunAsync(args);
