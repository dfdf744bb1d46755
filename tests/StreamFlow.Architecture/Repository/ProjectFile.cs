using System.Xml.Linq;

namespace StreamFlow.Architecture.Repository;

/// <summary>A project on disk.</summary>
/// <param name="Path">The path of its file, from the root.</param>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="RootNamespace">What the namespaces of its files begin with.</param>
/// <param name="References">The names of the projects that it references.</param>
internal sealed record ProjectFile(string Path, string Name, string RootNamespace, IReadOnlyList<string> References)
{
    public string Folder => Path[..Path.LastIndexOf('/')];

    public static IReadOnlyList<ProjectFile> In(string folder) => [.. RepositoryFiles.In(folder, ".csproj").Select(Load)];

    private static ProjectFile Load(string path)
    {
        var project = XDocument.Parse(RepositoryFiles.Read(path));
        var name = System.IO.Path.GetFileNameWithoutExtension(path);
        var references = project.Descendants("ProjectReference")
            .SelectMany(reference => reference.Attribute("Include")!.Value.Split(';'))
            .Select(include => System.IO.Path.GetFileNameWithoutExtension(include.Replace('\\', '/')));
        return new ProjectFile(path, name, project.Descendants("RootNamespace").FirstOrDefault()?.Value ?? name, [.. references]);
    }
}
