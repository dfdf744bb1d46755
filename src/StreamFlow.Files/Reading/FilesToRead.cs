using StreamFlow.Formats;

namespace StreamFlow.Files.Reading;

/// <summary>What a source's specification says about its records, without the row type.</summary>
/// <param name="Source">The source's name within the job, for messages.</param>
/// <param name="Format">How rows stand in records.</param>
/// <param name="Framing">How records stand in files.</param>
/// <param name="RecordBytesMax">A longer record is a bad one.</param>
/// <param name="OnLoss">What happens when content is gone.</param>
internal sealed record FilesToRead(string Source, RecordFormat Format, RecordFraming Framing, int RecordBytesMax, FileLossPolicy OnLoss);
