namespace StreamFlow.Tests.Testing.Conformance;

/// <summary>What is wrong with a <see cref="FlawedSink"/>.</summary>
public enum SinkFlaw
{
    None,
    GivesAMarkerFromTheStart,
    ForgetsSetMarker,
    TakesNoMarkerForAnEmptyEpoch,
    CommitsAHeldEpochAgain,
    CommitsItsRowsTwice,
    MarksWhenItStages,
    MarksWhenTheNextEpochBegins,
    ShowsRowsWhenTheyAreWritten,
    KeepsRowsThatWereAborted,
    FailsToAbortNothing,
    CommitsWhenItIsClosed,
    CommitsWhenItIsAborted,
    ReadsTheBatchWhenItStages,
    LosesTheLastRow,
    TakesNullForEmpty,
    TrimsText,
    HoldsPricesAsDoubles,
    EndsAfterTenThousandRows,
    EndsAfterThirtyEpochs,
    HearsOneWriter,
    FencesNobody,
    TellsTheFirstGeneration,
    CommitsAgainAfterALostReply,
    TakesALostReplyForSuccess,
    LosesRowsWithTheConnection,
}
