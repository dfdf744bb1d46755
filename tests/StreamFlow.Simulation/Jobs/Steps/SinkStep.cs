using StreamFlow.Simulation.Oracle;

namespace StreamFlow.Simulation.Jobs.Steps;

/// <summary>Sends rows to a sink.</summary>
/// <param name="Input">Whose rows.</param>
/// <param name="Server">Which server keeps them: the sinks of one server commit together.</param>
internal sealed record SinkStep(int Input, int Server) : Step([Input])
{
    public string Name => $"sink{Number}";

    public override void Define(JobDraft draft) => draft[Input].To(draft.Sink(Name));

    public override Stage Follow(LaneModel lane) => new SinkStage(lane.Model.OutputOf(Name));

    public override Step Move(int number, IReadOnlyList<int> inputs) => new SinkStep(inputs[0], Server) { Number = number };

    public override string ToString() => $"#{Number} <- #{Input} to sink of server {Server}";
}
