using StreamFlow.Integration.Crashes;

// The tests are run by their host; started by itself, this makes crash runs.
return await CrashCommand.RunAsync(args);
