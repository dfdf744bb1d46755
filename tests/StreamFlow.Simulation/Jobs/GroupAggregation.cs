namespace StreamFlow.Simulation.Jobs;

/// <summary>A key and aggregates over everything so far.</summary>
/// <param name="Name">For the story.</param>
/// <param name="Define">As an author writes it, with the operator's name.</param>
/// <param name="KeyOf">By LINQ: the key of a row.</param>
/// <param name="Result">By LINQ: the row of a key and its rows.</param>
internal sealed record GroupAggregation(
    string Name, Func<DataStream<Item>, string, DataStream<Item>> Define, Func<Item, object> KeyOf, Func<object, GroupParts, Item> Result);
