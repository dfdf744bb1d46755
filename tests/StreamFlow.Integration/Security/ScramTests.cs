using System.Text;
using StreamFlow.Integration.Cli;

namespace StreamFlow.Integration.Security;

/// <summary>
/// The command line and a job on a Kafka with logins. Whatever comes out of them, on the screen, into files or into the list of processes, is searched for the password, with all of the
/// client's debug messages on.
/// </summary>
public sealed class ScramTests(ScramKafka kafka) : CliTest, IClassFixture<ScramKafka>
{
    private const string Job = "iot-data-processing";

    private readonly StringBuilder _said = new();

    private string Checkpoint => Path.Combine(State, "ck");

    [ScramFact]
    public async Task With_the_password_in_the_environment_everything_works_and_it_is_nowhere_to_be_seen()
    {
        Configure();
        Variables["StreamFlow__Kafka__sasl_password"] = ScramKafka.Password;
        Variables["StreamFlow__Kafka__debug"] = "all";
        await RunEverythingAsync();
        RequireHidden(ScramKafka.Password);
    }

    [ScramFact]
    public async Task The_password_may_stand_in_the_user_secrets()
    {
        Configure();
        var secrets = Directory.CreateDirectory(Path.Combine(State, "home", ".microsoft", "usersecrets", "streamflow"));
        Variables["HOME"] = Path.Combine(State, "home");
        await File.WriteAllTextAsync(Path.Combine(secrets.FullName, "secrets.json"), $$"""{"StreamFlow:Kafka:sasl.password": "{{ScramKafka.Password}}"}""");
        await using (var list = await SaidAsync("topics", "list"))
            Assert.Equal(0, await list.ExitCodeAsync());
        Directory.Delete(Path.Combine(State, "home"), recursive: true);
        RequireHidden(ScramKafka.Password);
    }

    [ScramFact]
    public async Task A_wrong_password_is_told_as_that_with_the_way_out_and_without_the_password()
    {
        Configure();
        Variables["StreamFlow__Kafka__sasl_password"] = "not-the-password";
        foreach (var command in new string[][] { ["topics", "list"], ["run", Job, "--trigger", "available-now", "--checkpoint", Checkpoint] })
        {
            await using var refused = await SaidAsync(command);
            Assert.Equal(1, await refused.ExitCodeAsync());
            Assert.Contains($"Kafka at {kafka.BootstrapServers} refuses the login", refused.Errors, StringComparison.Ordinal);
            Assert.Contains("check security.protocol, sasl.mechanism, sasl.username, sasl.password", refused.Errors, StringComparison.Ordinal);
        }

        RequireHidden("not-the-password");
    }

    private void Configure()
    {
        Variables["StreamFlow__Kafka__bootstrap_servers"] = kafka.BootstrapServers;
        Variables["StreamFlow__Kafka__security_protocol"] = "SASL_PLAINTEXT";
        Variables["StreamFlow__Kafka__sasl_mechanism"] = "SCRAM-SHA-256";
        Variables["STREAMFLOW__KAFKA__SASL_USERNAME"] = ScramKafka.User;
    }

    private async Task RunEverythingAsync()
    {
        foreach (var topic in new[] { "iot", "avgiot" })
        {
            await using var create = await SaidAsync("topics", "create", topic, "--partitions", "2");
            Assert.True(await create.ExitCodeAsync() == 0, create.Errors);
        }

        await using (var produce = Start("produce", "iot"))
        {
            await produce.TypeAsync(string.Concat(Enumerable.Range(0, 60).Select(row =>
                $$"""{"deviceId":"d","ts":{{1_767_225_600_000 + (row * 1000)}},"temperature":20,"humidity":50}""" + "\n")));
            Assert.Equal(0, await produce.ExitCodeAsync());
            Say(produce);
        }

        await using (var run = Start("run", Job, "--trigger", "200ms", "--checkpoint", Checkpoint, "--verbose"))
        {
            await run.SaysAsync("epoch 1 ");
            RequireHiddenProcesses();
            run.Stop();
            Assert.Equal(0, await run.ExitCodeAsync());
            Say(run);
            // The client's debug messages came out as well.
            Assert.Contains("SCRAM", run.Errors, StringComparison.Ordinal);
        }

        await using (var consume = await SaidAsync("consume", "avgiot", "--until-end"))
            Assert.Equal(5, consume.Lines.Count);
        foreach (var command in new string[][] { ["groups", "lag", Job, "--checkpoint", Checkpoint], ["explain", Job], ["checkpoint", "show", Checkpoint], ["checkpoint", "check", Job, Checkpoint], ["cluster"], ["run", "--help"] })
        {
            await using var asked = await SaidAsync(command);
            Assert.True(await asked.ExitCodeAsync() == 0, asked.Errors);
        }
    }

    private async Task<CliProcess> SaidAsync(params string[] arguments)
    {
        var process = await RunAsync(arguments);
        Say(process);
        return process;
    }

    private void Say(CliProcess process) => _said.Append(process.Output).Append(process.Errors);

    /// <summary>What was started here names the folder of this test.</summary>
    private void RequireHiddenProcesses()
    {
        var mine = Directory.GetDirectories("/proc").Select(process => Path.Combine(process, "cmdline")).Select(ReadOrEmpty).Where(line => line.Contains(State, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(mine);
        Assert.All(mine, line => Assert.DoesNotContain(ScramKafka.Password, line, StringComparison.Ordinal));
    }

    private static string ReadOrEmpty(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllText(file) : "";
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return "";
        }
    }

    private void RequireHidden(string secret)
    {
        Assert.NotEqual(0, _said.Length);
        Assert.DoesNotContain(secret, _said.ToString(), StringComparison.Ordinal);
        foreach (var file in Directory.GetFiles(State, "*", SearchOption.AllDirectories))
            Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) < 0, $"the password stands in {file}");
    }
}
