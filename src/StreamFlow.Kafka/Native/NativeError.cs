using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace StreamFlow.Kafka.Native;

/// <summary>What a call of librdkafka answered when it failed; copied, so that nothing native is left to free.</summary>
/// <param name="Code">The error.</param>
/// <param name="Reason">librdkafka's words.</param>
/// <param name="IsFatal">Whether the client is unusable now.</param>
internal sealed record NativeError(ErrorCode Code, string Reason, bool IsFatal)
{
    /// <summary>Another client with the same transactional id has come after this one.</summary>
    public bool IsFenced => Code is ErrorCode.Local_Fenced or ErrorCode.ProducerFenced or ErrorCode.InvalidProducerEpoch;

    /// <summary>Takes an <c>rd_kafka_error_t</c> over, null where there is none.</summary>
    public static NativeError? Take(nint error)
    {
        if (error == 0)
            return null;
        var taken = new NativeError(
            (ErrorCode)Librdkafka.rd_kafka_error_code(error),
            Marshal.PtrToStringUTF8(Librdkafka.rd_kafka_error_string(error)) ?? "",
            Librdkafka.rd_kafka_error_is_fatal(error) != 0);
        Librdkafka.rd_kafka_error_destroy(error);
        return taken;
    }

    public static NativeError Of(ErrorCode code) => new(code, Text(code), false);

    public static string Text(ErrorCode code) => Marshal.PtrToStringUTF8(Librdkafka.rd_kafka_err2str((int)code)) ?? code.ToString();
}
