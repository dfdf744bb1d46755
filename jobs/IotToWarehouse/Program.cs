using IotToWarehouse;
using StreamFlow;

return await StreamApp.RunAsync<IotToWarehouseJob>(args);
