using System.Text;
using StreamFlow.Formats.Json;
using Xunit.Abstractions;

namespace StreamFlow.Tests.Formats;

public class JsonDecodingTests(ITestOutputHelper output)
{
    private const int Documents = 20_000;
    private readonly int _seed = Environment.GetEnvironmentVariable("STREAMFLOW_TEST_SEED") is { } seed ? int.Parse(seed) : Random.Shared.Next();

    [Fact]
    public void Any_document_decodes_as_JsonSerializer_decodes_it()
    {
        output.WriteLine($"STREAMFLOW_TEST_SEED={_seed}");
        var documents = new JsonDocuments(_seed);
        var good = Enumerable.Range(0, Documents).Count(i => CheckFully(documents.Wild(EverythingRow.Schema)));
        output.WriteLine($"{good} of {Documents} are good");
        Assert.InRange(good, Documents / 10, Documents * 9 / 10);
    }

    [Fact]
    public void A_damaged_document_decodes_as_JsonSerializer_decodes_it()
    {
        output.WriteLine($"STREAMFLOW_TEST_SEED={_seed}");
        var documents = new JsonDocuments(_seed);
        for (var i = 0; i < Documents; i++)
            CheckFully(documents.Mutate(documents.Regular(EverythingRow.Schema)));
    }

    /// <summary>A fresh decoder has learned nothing: the full parser.</summary>
    private static bool CheckFully(byte[] json)
    {
        var expected = RowText.OfOracle<EverythingRow>(json);
        var (rows, bad) = RecordBuffer.Decode(JsonFormat.Instance.CreateDecoder(EverythingRow.Schema), json);
        var actual = bad is null ? RowText.Of(rows, 0) : null;
        Assert.True(expected == actual, $"{Encoding.UTF8.GetString(json)}\nexpected {expected ?? "refused"}\nactual   {actual ?? "refused"} {bad}");
        return actual is not null;
    }
}
