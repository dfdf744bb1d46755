using System.Runtime.InteropServices;

namespace StreamFlow.Kafka.Native;

/// <summary>
/// librdkafka's functions by their own names: those that Confluent.Kafka has no call for, or only one that is made record by record.
/// The library is the very one that Confluent.Kafka has loaded (<see cref="LibrdkafkaResolver"/>).
/// </summary>
internal static unsafe partial class Librdkafka
{
    private const string Library = LibrdkafkaResolver.LibraryName;

    // An explicit static constructor: the resolver stands before the first call.
    static Librdkafka() => LibrdkafkaResolver.Install();

    [LibraryImport(Library)]
    internal static partial int rd_kafka_version();

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_err2str(int code);

    // --- configuration and handles ---

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_conf_new();

    [LibraryImport(Library)]
    internal static partial void rd_kafka_conf_destroy(nint conf);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int rd_kafka_conf_set(nint conf, string name, string value, byte* errorText, nuint errorTextSize);

    [LibraryImport(Library)]
    internal static partial void rd_kafka_conf_set_opaque(nint conf, nint opaque);

    [LibraryImport(Library)]
    internal static partial void rd_kafka_conf_set_log_cb(nint conf, delegate* unmanaged[Cdecl]<nint, int, byte*, byte*, void> callback);

    [LibraryImport(Library)]
    internal static partial void rd_kafka_conf_set_error_cb(nint conf, delegate* unmanaged[Cdecl]<nint, int, byte*, nint, void> callback);

    [LibraryImport(Library)]
    internal static partial void rd_kafka_conf_set_dr_msg_cb(nint conf, delegate* unmanaged[Cdecl]<nint, NativeMessage*, nint, void> callback);

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_new(int type, nint conf, byte* errorText, nuint errorTextSize);

    [LibraryImport(Library)]
    internal static partial void rd_kafka_destroy(nint client);

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_opaque(nint client);

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_clusterid(nint client, int timeoutMs);

    [LibraryImport(Library)]
    internal static partial void rd_kafka_mem_free(nint client, nint memory);

    [LibraryImport(Library)]
    internal static partial int rd_kafka_fatal_error(nint client, byte* errorText, nuint errorTextSize);

    [LibraryImport(Library)]
    internal static partial int rd_kafka_poll(nint client, int timeoutMs);

    // --- errors ---

    [LibraryImport(Library)]
    internal static partial int rd_kafka_error_code(nint error);

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_error_string(nint error);

    [LibraryImport(Library)]
    internal static partial int rd_kafka_error_is_fatal(nint error);

    [LibraryImport(Library)]
    internal static partial void rd_kafka_error_destroy(nint error);

    // --- consuming in batches ---

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_queue_get_consumer(nint client);

    [LibraryImport(Library)]
    internal static partial void rd_kafka_queue_destroy(nint queue);

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_consume_batch_queue(nint queue, int timeoutMs, NativeMessage** messages, nuint count);

    [LibraryImport(Library)]
    internal static partial void rd_kafka_message_destroy(NativeMessage* message);

    // Reads a field: not worth leaving the collector's cooperative mode for.
    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial long rd_kafka_message_timestamp(NativeMessage* message, int* type);

    [LibraryImport(Library)]
    internal static partial int rd_kafka_message_leader_epoch(NativeMessage* message);

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_message_errstr(NativeMessage* message);

    [LibraryImport(Library)]
    internal static partial int rd_kafka_message_headers(NativeMessage* message, nint* headers);

    [LibraryImport(Library)]
    internal static partial int rd_kafka_header_get_last(nint headers, byte* name, void** value, nuint* size);

    [LibraryImport(Library)]
    internal static partial int rd_kafka_header_get_all(nint headers, nuint index, byte** name, void** value, nuint* size);

    // --- producing ---

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint rd_kafka_topic_new(nint client, string topic, nint conf);

    [LibraryImport(Library)]
    internal static partial void rd_kafka_topic_destroy(nint topic);

    [LibraryImport(Library)]
    internal static partial int rd_kafka_produce_batch(nint topic, int partition, int flags, NativeMessage* messages, int count);

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_produceva(nint client, NativeVu* arguments, nuint count);

    [LibraryImport(Library)]
    internal static partial int rd_kafka_flush(nint client, int timeoutMs);

    [LibraryImport(Library)]
    internal static partial int rd_kafka_purge(nint client, int flags);

    // --- transactions ---

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_init_transactions(nint client, int timeoutMs);

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_begin_transaction(nint client);

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_send_offsets_to_transaction(nint client, NativeOffsetList* offsets, nint groupMetadata, int timeoutMs);

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_commit_transaction(nint client, int timeoutMs);

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_abort_transaction(nint client, int timeoutMs);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint rd_kafka_consumer_group_metadata_new(string group);

    [LibraryImport(Library)]
    internal static partial void rd_kafka_consumer_group_metadata_destroy(nint metadata);

    [LibraryImport(Library)]
    internal static partial NativeOffsetList* rd_kafka_topic_partition_list_new(int size);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial NativeOffset* rd_kafka_topic_partition_list_add(NativeOffsetList* list, string topic, int partition);

    [LibraryImport(Library)]
    internal static partial void rd_kafka_topic_partition_list_destroy(NativeOffsetList* list);

    // --- the mock cluster ---

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_mock_cluster_new(nint client, int brokers);

    [LibraryImport(Library)]
    internal static partial void rd_kafka_mock_cluster_destroy(nint cluster);

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_mock_cluster_bootstraps(nint cluster);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int rd_kafka_mock_topic_create(nint cluster, string topic, int partitions, int replication);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int rd_kafka_mock_topic_delete(nint cluster, string topic);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void rd_kafka_mock_broker_set_host_port(nint cluster, int broker, string host, int port);

    [LibraryImport(Library)]
    internal static partial void rd_kafka_mock_push_request_errors_array(nint cluster, short api, nuint count, ReadOnlySpan<int> errors);
}
