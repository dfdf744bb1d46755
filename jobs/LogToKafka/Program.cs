using LogToKafka;
using StreamFlow;

return await StreamApp.RunAsync<LogToKafkaJob>(args);
