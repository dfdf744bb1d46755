using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace StreamFlow.Kafka.Native;

/// <summary>
/// The one place that reaches into Confluent.Kafka: it has no batch call, and its handle is internal. Works with the versions named in <see cref="Supported"/>;
/// others are refused at start, not in the middle of a job.
/// </summary>
internal static class ConfluentHandle
{
    private const string Supported = "2.15";

    /// <summary>The SafeHandle of the client; whoever uses its pointer holds a reference on it.</summary>
    /// <exception cref="StreamFaultException">This version of Confluent.Kafka keeps its handle elsewhere.</exception>
    internal static SafeHandle Of(Handle handle)
    {
        LibrdkafkaResolver.Require();
        try
        {
            return (SafeHandle)LibrdkafkaHandle(handle);
        }
        catch (Exception e) when (e is MissingMemberException or TypeLoadException or InvalidCastException)
        {
            var version = typeof(Handle).Assembly.GetName().Version;
            throw StreamFaultException.User(
                $"Confluent.Kafka {version} does not give StreamFlow its handle", $"use Confluent.Kafka {Supported}, which StreamFlow was built with", inner: e);
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_LibrdkafkaHandle")]
    [return: UnsafeAccessorType("Confluent.Kafka.Impl.SafeKafkaHandle, Confluent.Kafka")]
    private static extern object LibrdkafkaHandle(Handle handle);
}
