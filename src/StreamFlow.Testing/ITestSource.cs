using StreamFlow.Connectors;
using StreamFlow.Testing.Sources;

namespace StreamFlow.Testing;

/// <summary>A test's source, whatever its rows are.</summary>
internal interface ITestSource
{
    string Name { get; }

    TestLog Log { get; }

    SourceSpec Replace(SourceSpec replaced);
}
