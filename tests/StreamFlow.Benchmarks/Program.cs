using System.Globalization;
using StreamFlow.Benchmarks.Formats;
using StreamFlow.Benchmarks.Operators;
using StreamFlow.Benchmarks.Restart;

return args switch
{
    ["json-decode", ..] => JsonDecodeBenchmark.Run(),
    ["json-encode", ..] => JsonEncodeBenchmark.Run(),
    ["window", ..] => WindowBenchmark.Run(),
    ["restart", var servers] => await RestartBenchmark.RunAsync(servers),
    ["restart", var servers, var keys] => await RestartBenchmark.RunAsync(servers, int.Parse(keys, CultureInfo.InvariantCulture)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("benchmarks: json-decode, json-encode, window, restart HOST:PORT [KEYS]");
    return 2;
}
