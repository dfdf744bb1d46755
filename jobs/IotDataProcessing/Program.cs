using IotDataProcessing;
using StreamFlow;

return await StreamApp.RunAsync<IotDataProcessingJob>(args);
