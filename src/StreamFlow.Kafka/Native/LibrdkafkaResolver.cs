using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StreamFlow.Kafka.Native;

/// <summary>Finds the library that Confluent.Kafka uses, by the same names in the same order, and requires that it is of the same version.</summary>
internal static class LibrdkafkaResolver
{
    internal const string LibraryName = "librdkafka";

    private static nint _library;

    /// <exception cref="StreamFaultException">The library is not there, or is not the one that Confluent.Kafka has loaded.</exception>
    internal static void Install()
    {
        var ours = typeof(LibrdkafkaResolver).Assembly;
        _library = Load();
        NativeLibrary.SetDllImportResolver(ours, (name, _, _) => name == LibraryName ? _library : 0);
    }

    /// <summary>Stops with a clear word before anything else can go wrong: a job must not find out in its first batch.</summary>
    internal static void Require()
    {
        int version;
        try
        {
            version = Librdkafka.rd_kafka_version();
        }
        catch (TypeInitializationException e) when (e.InnerException is StreamFaultException fault)
        {
            throw fault;
        }

        if (version != Confluent.Kafka.Library.Version)
        {
            throw StreamFaultException.Internal(
                $"two versions of librdkafka are loaded: {version:x8} and, by Confluent.Kafka, {Confluent.Kafka.Library.Version:x8} ({Confluent.Kafka.Library.VersionString})");
        }
    }

    private static nint Load()
    {
        try
        {
            Confluent.Kafka.Library.Load();
        }
        catch (Exception e) when (e is DllNotFoundException or InvalidOperationException)
        {
            throw Missing(e);
        }

        var confluent = typeof(Confluent.Kafka.Library).Assembly;
        string[] names = RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal)
            ? ["alpine-librdkafka", LibraryName]
            : [LibraryName, "centos8-librdkafka", "alpine-librdkafka"];
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, confluent, null, out var library))
                return library;
        }

        throw Missing(null);
    }

    private static StreamFaultException Missing(Exception? inner) => StreamFaultException.User(
        $"librdkafka, the native library of Confluent.Kafka {ConfluentVersion}, cannot be loaded for {RuntimeInformation.RuntimeIdentifier}",
        "run eng/setup.sh, and look for shared libraries that are missing with: ldd <output folder>/runtimes/*/native/librdkafka.so", inner: inner);

    private static Version? ConfluentVersion => typeof(Confluent.Kafka.Library).Assembly.GetName().Version;
}
