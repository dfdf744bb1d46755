using System.CommandLine;
using StreamFlow.App;
using StreamFlow.Cli.Commands;

namespace StreamFlow.Tests.Cli;

public sealed class JobArgumentsTests
{
    [Theory]
    [InlineData("averages --trigger 1s", "--trigger 1s")]
    [InlineData("--trigger 1s averages", "--trigger 1s")]
    [InlineData("--set A=1 averages --set B=2", "--set A=1 --set B=2")]
    [InlineData("averages --set Sink=a=b", "--set Sink=a=b")]
    [InlineData("averages --recover-only", "--recover-only")]
    [InlineData("--flush-at-end averages --assume-sink out=4", "--assume-sink out=4 --flush-at-end")]
    [InlineData("averages", "")]
    public void The_job_gets_what_was_typed(string typed, string passed)
    {
        var command = new Command("run");
        var job = new JobArguments(command);

        var parsed = command.Parse(typed.Split(' '));

        Assert.Empty(parsed.Errors);
        Assert.Equal("averages", job.Job(parsed));
        Assert.Equal(passed, string.Join(' ', job.Typed(parsed)));
    }

    [Fact]
    public void An_option_that_no_job_has_is_an_error()
    {
        var command = new Command("run");
        _ = new JobArguments(command);

        Assert.NotEmpty(command.Parse(["averages", "--triger", "1s"]).Errors);
    }

    [Fact]
    public void The_options_are_those_of_a_jobs_executable()
    {
        var command = new Command("run");
        _ = new JobArguments(command);
        var executable = new Command("job");
        new RunOptions().AddTo(executable);

        Assert.Equal(executable.Options.Select(option => option.Name).Order(StringComparer.Ordinal), command.Options.Select(option => option.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_last_of_several_values_counts()
    {
        var command = new Command("run");
        var job = new JobArguments(command);

        var parsed = command.Parse(["averages", "--bootstrap-servers", "a:1", "--bootstrap-servers", "b:2"]);

        Assert.Equal("b:2", JobArguments.Last(parsed, job.BootstrapServers));
    }
}
