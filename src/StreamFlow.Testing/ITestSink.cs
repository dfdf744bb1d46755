using StreamFlow.Connectors;

namespace StreamFlow.Testing;

/// <summary>A test's sink, whatever its rows are.</summary>
internal interface ITestSink
{
    string Name { get; }

    SinkSpec Replace(SinkSpec replaced);

    /// <summary>Forgets everything: rows, marker, generation.</summary>
    void Reset();

    /// <summary>The committed rows as lines of JSON that can be compared; only the last of each key where later rows replace earlier ones.</summary>
    IReadOnlyList<string> Lines();
}
