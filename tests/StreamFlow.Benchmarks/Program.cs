using StreamFlow.Benchmarks.Formats;
using StreamFlow.Benchmarks.Operators;

return args switch
{
    ["json-decode", ..] => JsonDecodeBenchmark.Run(),
    ["json-encode", ..] => JsonEncodeBenchmark.Run(),
    ["window", ..] => WindowBenchmark.Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("benchmarks: json-decode, json-encode, window");
    return 2;
}
