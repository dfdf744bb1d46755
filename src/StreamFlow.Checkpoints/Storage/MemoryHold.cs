namespace StreamFlow.Checkpoints.Storage;

internal sealed class MemoryHold(Action release) : IDisposable
{
    public void Dispose() => release();
}
