using StreamFlow.Data;

namespace StreamFlow.Operators.Aggregates;

internal static class AggregateFaults
{
    public static StreamFaultException Overflow(DataType? type, OverflowException cause) =>
        StreamFaultException.User(
            $"a sum does not fit {(type is null ? "its type" : $"the type of its values ({type})")}",
            "sum values of a wider type: convert them to double or decimal first",
            inner: cause);
}
