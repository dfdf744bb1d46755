namespace StreamFlow.Checkpoints.Bytes;

/// <summary>
/// Stored bytes are not what was written. Never leaves this project: whoever knows file and position makes a <see cref="StreamFaultException"/> of it.
/// </summary>
internal sealed class DamageException(string what) : Exception(what);
