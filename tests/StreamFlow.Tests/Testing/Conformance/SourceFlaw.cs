namespace StreamFlow.Tests.Testing.Conformance;

/// <summary>What is wrong with a <see cref="FlawedSource"/>.</summary>
public enum SourceFlaw
{
    None,
    HidesAPartition,
    ForgetsWhereTheRunBegins,
    BeginsWhereTheMirrorSays,
    ReadsBehindTheRange,
    GoesOnInsteadOfSeeking,
    GivesMoreThanRowsMax,
    LosesTheLastRow,
    GivesOtherTimestampsEachTime,
    DeliversWhatIsNotNamed,
}
