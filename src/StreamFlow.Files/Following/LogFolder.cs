using System.Text.RegularExpressions;
using StreamFlow.Files.Reading;

namespace StreamFlow.Files.Following;

/// <summary>Finds the files of a log by what they are: the one that is written to, and those that it was rotated into beside it.</summary>
/// <param name="path">The log's full path.</param>
internal sealed partial class LogFolder(string path)
{
    private readonly string _directory = Path.GetDirectoryName(path)!;
    private readonly string _name = Path.GetFileName(path);

    /// <summary>The file that bears the log's name; null where there is none.</summary>
    public OpenLog? OpenCurrent() => TryOpen(path);

    /// <summary>The content of a piece, under whatever name: the file itself, or a copy of it.</summary>
    /// <param name="piece">Which.</param>
    /// <param name="length">How many bytes it must have at least.</param>
    /// <returns>Null where it is gone.</returns>
    public OpenLog? Find(LogPiece piece, long length)
    {
        var rotated = Rotated();
        return First([path], IsFile) ?? First(rotated, IsFile) ?? First(Others(), IsFile) ?? First(rotated, Has) ?? (piece.Id.IsKnown ? null : First([path], Has));

        bool IsFile(OpenLog file) => piece.Id.IsKnown && file.Id == piece.Id && Has(file);

        bool Has(OpenLog file) => piece.First.IsOf(file.Content) && file.Length >= length;
    }

    /// <summary>A copy of a piece that is not the file itself: what copying and truncating leaves.</summary>
    public OpenLog? FindCopy(LogPiece piece, long length) =>
        First(Rotated(), file => file.Id != piece.Id && piece.First.IsOf(file.Content) && file.Length >= length);

    /// <summary>The file that came next: the oldest rotated one that is newer than the last and not known, else the log itself. Null while none of them has a line.</summary>
    /// <param name="last">Of the last file or its copy, as far as is known: it may have been renamed since.</param>
    /// <param name="known">All files of the journal.</param>
    public OpenLog? NextAfter(RotationAge last, IReadOnlyList<LogPiece> known)
    {
        var rotated = Rotated().Select(TryOpen).OfType<OpenLog>().ToList();
        last = rotated.Find(known[^1].Is)?.Age ?? last;
        var next = rotated.Where(file => file.Age.CompareTo(last) > 0 && file.Length > 0 && !known.Any(piece => piece.Is(file))).MinBy(file => file.Age);
        foreach (var file in rotated.Where(file => file != next))
            file.Dispose();
        return next ?? CurrentWithLine();
    }

    /// <summary>The file that bears the log's name, once it has a line: fewer bytes would tell it from no other file.</summary>
    public OpenLog? CurrentWithLine()
    {
        var current = OpenCurrent();
        if (current is null || HasLine(current.Content))
            return current;
        current.Dispose();
        return null;
    }

    private static bool HasLine(FileContent content)
    {
        Span<byte> first = stackalloc byte[Fingerprint.BytesMax];
        first = first[..content.Read(0, first)];
        return first.Length == Fingerprint.BytesMax || first.Contains((byte)'\n');
    }

    /// <summary>app.log.1, app.log-20261121, app.log.2026-11-21.gz, …; not one that is just being packed, whose unpacked form is still there.</summary>
    private List<string> Rotated()
    {
        var names = Names().Where(name => name.StartsWith(_name, StringComparison.Ordinal) && Suffix().IsMatch(name[_name.Length..])).ToHashSet(StringComparer.Ordinal);
        return [.. names.Where(name => !IsPackedName(name) || !names.Contains(name[..^".gz".Length])).Order(StringComparer.Ordinal).Select(name => Path.Combine(_directory, name))];
    }

    /// <summary>A renamed log may have any name that still has the log's in it: what else lies there is not touched.</summary>
    private IEnumerable<string> Others() =>
        Names().Where(name => name != _name && !IsPackedName(name) && name.Contains(Path.GetFileNameWithoutExtension(_name), StringComparison.Ordinal)).Select(name => Path.Combine(_directory, name));

    private IEnumerable<string> Names()
    {
        try
        {
            return [.. Directory.EnumerateFiles(_directory).Select(file => Path.GetFileName(file))];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception failure) when (FileFaults.IsFailure(failure))
        {
            throw FileFaults.Failed("list", _directory, failure);
        }
    }

    private static OpenLog? First(IEnumerable<string> files, Func<OpenLog, bool> isIt)
    {
        foreach (var file in files)
        {
            if (TryOpen(file) is not { } open)
                continue;
            try
            {
                if (isIt(open))
                    return open;
            }
            catch (StreamFaultException fault) when (fault.Origin == FaultOrigin.User)
            {
                // Packed and not whole, or not any more: it is not the one.
            }

            open.Dispose();
        }

        return null;
    }

    private static OpenLog? TryOpen(string file)
    {
        try
        {
            var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            FileContent content = IsPackedName(file) ? new GzipContent(file, handle) : new PlainContent(file, handle);
            return new OpenLog(file, handle, content);
        }
        catch (Exception failure) when (FileFaults.IsMissing(failure))
        {
            return null;
        }
        catch (Exception failure) when (FileFaults.IsFailure(failure))
        {
            throw FileFaults.Failed("open", file, failure);
        }
    }

    private static bool IsPackedName(string name) => name.EndsWith(".gz", StringComparison.Ordinal);

    [GeneratedRegex(@"^[.\-_]\d[\dT.:\-_]*(\.gz)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Suffix();
}
