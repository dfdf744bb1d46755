using IotProducer;
using StreamFlow;

return await StreamApp.RunAsync<IotProducerJob>(args);
