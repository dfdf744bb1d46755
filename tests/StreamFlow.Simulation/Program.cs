using StreamFlow.Simulation.Command;

return await SimulateCommand.Create().Parse(args).InvokeAsync();
