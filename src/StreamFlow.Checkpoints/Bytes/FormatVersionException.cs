namespace StreamFlow.Checkpoints.Bytes;

/// <summary>
/// Bytes are whole, and of a format that this program does not read. Unlike damage it is never passed over. Never leaves this project: whoever knows the file makes a
/// <see cref="StreamFaultException"/> of it.
/// </summary>
internal sealed class FormatVersionException(string what, uint version, uint oldest, uint newest)
    : Exception($"{what} has format version {version}, this StreamFlow reads {(oldest == newest ? $"{newest}" : $"{oldest} to {newest}")}")
{
    /// <summary>Throws unless the version is one of those that are read.</summary>
    public static void Require(string what, uint version, uint oldest, uint newest)
    {
        if (version < oldest || version > newest)
            throw new FormatVersionException(what, version, oldest, newest);
    }
}
