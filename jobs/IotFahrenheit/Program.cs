using IotFahrenheit;
using StreamFlow;

return await StreamApp.RunAsync<IotFahrenheitJob>(args);
