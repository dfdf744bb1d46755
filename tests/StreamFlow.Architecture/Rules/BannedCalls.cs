using System.Text.RegularExpressions;
using StreamFlow.Architecture.Repository;

namespace StreamFlow.Architecture.Rules;

/// <summary>What the code does without, and what stands in its place.</summary>
internal static class BannedCalls
{
    // The places that talk to a person.
    private static readonly string[] Terminals = ["src/StreamFlow.Cli/", "src/StreamFlow.Basics/Console/", "src/StreamFlow/App/", "src/StreamFlow/StreamApp"];

    public static IReadOnlyList<BannedCall> All { get; } =
    [
        new(new(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b"), "time comes from the TimeProvider that was handed in: GetUtcNow(); a test then sets it"),
        new(new(@"\bThread\.Sleep\b"), "wait for the event itself, with a time-out (Monitor.Wait, a semaphore, a task): sleeping is either too long or too short", InTests: true),
        new(new(@"\bTask\.Delay\("), "Task.Delay(delay, timeProvider, cancellationToken): a test then moves the time by hand", InTests: true, Unless: NamesItsClock),
        new(new(@"\bConsole\.(Write|Out|Error|OpenStandard(Output|Error))"), "a library logs through ILogger; only the command line, StreamApp and the console connector write to a terminal", Unless: IsTerminal),
        new(new(@"\bEnvironment\.(Exit|FailFast)\b"), "throw a StreamFaultException, and return the exit code from Main: what is open then closes"),
        new(new(@"\bnew Random\(\s*\)"), "new Random(seed): a run that cannot be repeated cannot be examined"),
        new(new(@"\bRandom\.Shared\b"), "new Random(seed): a run that cannot be repeated cannot be examined"),
        new(new(@"\basync void\b"), "async Task: an exception in an async void ends the process", InTests: true),
        new(new(@"\bGC\.Collect\b"), "nothing: what needs a collection keeps memory that it should give back"),
    ];

    private static bool IsTerminal(string path, string code, int end) => Terminals.Any(path.StartsWith);

    private static bool NamesItsClock(string path, string code, int end) =>
        CallArguments.At(code, end - 1) is [_, var second, ..] && Regex.IsMatch(second, "(?i)(time|clock)");
}
