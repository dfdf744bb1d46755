using StreamFlow.Benchmarks.Formats;

return args switch
{
    ["json-decode", ..] => JsonDecodeBenchmark.Run(),
    ["json-encode", ..] => JsonEncodeBenchmark.Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("benchmarks: json-decode, json-encode");
    return 2;
}
