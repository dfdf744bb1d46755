using StreamFlow.Files.Reading;

namespace StreamFlow.Files.Following;

/// <summary>One file of a log's life: from one rotation to the next.</summary>
internal sealed class LogPiece : FileExtent
{
    /// <summary>What the file was when it was found. A copy of it is known by the fingerprint alone.</summary>
    public required FileId Id { get; init; }

    public required Fingerprint First { get; init; }

    /// <summary>Where it stood among the rotated files when it was found.</summary>
    public required RotationAge Age { get; init; }

    /// <summary>Whether a file is this one: by its identity where that is known, and in any case by its first bytes.</summary>
    public bool Is(OpenLog file) => (!Id.IsKnown || !file.Id.IsKnown || file.Id == Id) && First.IsOf(file.Content);

    public LogPiece With(Fingerprint first) => new() { Base = Base, Length = Length, Name = Name, Id = Id, First = first, Age = Age };

    public LogPiece WithLength(long length) => new() { Base = Base, Length = length, Name = Name, Id = Id, First = First, Age = Age };
}
