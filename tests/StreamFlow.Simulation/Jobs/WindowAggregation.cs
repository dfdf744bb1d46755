using StreamFlow.Simulation.Jobs.Steps;

namespace StreamFlow.Simulation.Jobs;

/// <summary>A key and aggregates over windows.</summary>
/// <param name="Name">For the story.</param>
/// <param name="Define">As an author writes it; the last argument takes the late rows' stream where the step wants it.</param>
/// <param name="KeyOf">By LINQ: the key of a row.</param>
/// <param name="Result">By LINQ: the row of a key, a window's start and end, and its rows.</param>
internal sealed record WindowAggregation(
    string Name,
    Func<DataStream<Item>, WindowSpec, WindowStep, Action<DataStream<LateRow<Item>>>, DataStream<Item>> Define,
    Func<Item, object> KeyOf,
    Func<object, DateTimeOffset, DateTimeOffset, GroupParts, Item> Result);
