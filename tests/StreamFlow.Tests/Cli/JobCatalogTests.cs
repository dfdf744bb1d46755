using StreamFlow.Cli;
using StreamFlow.Cli.Jobs;

namespace StreamFlow.Tests.Cli;

public sealed class JobCatalogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("streamflow-jobs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Jobs_are_found_in_the_sources_of_their_projects()
    {
        Write("Averages/Averages.csproj", "<Project />");
        Write("Averages/Deep/Job.cs", "namespace A;\n\n[StreamJob(\"averages\")]\npublic sealed class Averages;");
        Write("Averages/obj/Generated.cs", "[StreamJob(\"not-this\")]");
        Write("Averages/Other.cs", "// [StreamJob(\"nor-this\")]");
        Write("Averages/README.md", "# Averages\n\nAverages of everything. And more.\n");
        Write("NoProject/Job.cs", "[StreamJob(\"nothing-to-start\")]");

        var job = Assert.Single(JobCatalog.Scan(_folder).Jobs);

        Assert.Equal(("averages", "Averages"), (job.Name, job.Project));
        Assert.EndsWith(Path.Combine("Averages", "bin", "Release", "net10.0", "Averages.dll"), job.Executable, StringComparison.Ordinal);
        Assert.Equal("Averages of everything", job.Summary());
    }

    [Fact]
    public void An_unknown_job_is_wrong_usage_and_the_nearest_are_named()
    {
        Write("Averages/Averages.csproj", "<Project />");
        Write("Averages/Job.cs", "[StreamJob(\"averages\")]");

        var unknown = Assert.Throws<UsageException>(() => JobCatalog.Scan(_folder).Find("avrages"));

        Assert.Contains("'avrages'", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("did you mean averages?", unknown.WayOut, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_jobs_of_one_name_are_refused_with_both_projects()
    {
        foreach (var project in new[] { "One", "Two" })
        {
            Write($"{project}/{project}.csproj", "<Project />");
            Write($"{project}/Job.cs", "[StreamJob(\"same\")]");
        }

        Assert.Contains("One, Two", Assert.Throws<UsageException>(() => JobCatalog.Scan(_folder).Find("same")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_demo_is_declared_beside_the_job()
    {
        Write("Averages/demo.json", """{ "producer": "sensors", "topics": { "in": 2, "out": 1 }, "show": "out" }""");

        var demo = JobDemo.Of(new JobEntry("averages", Path.Combine(_folder, "Averages"), "Averages"));

        Assert.Equal(("sensors", "out", 2), (demo.Producer, demo.Show, demo.Topics["in"]));
        Assert.Empty(JobDemo.Of(new JobEntry("other", _folder, "Other")).Topics);
    }

    [Fact]
    public void A_demo_that_does_not_parse_names_its_file()
    {
        Write("Averages/demo.json", """{ "produser": "sensors" }""");

        var error = Assert.Throws<UsageException>(() => JobDemo.Of(new JobEntry("averages", Path.Combine(_folder, "Averages"), "Averages")));

        Assert.Contains("demo.json", error.Message, StringComparison.Ordinal);
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
