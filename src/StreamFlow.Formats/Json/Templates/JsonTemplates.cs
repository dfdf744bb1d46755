using StreamFlow.Data;
using StreamFlow.Formats.Json.Readers;

namespace StreamFlow.Formats.Json.Templates;

/// <summary>
/// The shapes that a decoder knows, tried before the full parser; the last that matched comes first. New ones are learned from records that none matched,
/// ever more rarely: data without a shape must not pay for learning.
/// </summary>
internal sealed class JsonTemplates(JsonObjectReader wanted)
{
    private const int TemplatesMax = 4;
    private const int LearnAfterMax = 4096;

    private readonly JsonTemplate?[] _templates = new JsonTemplate?[TemplatesMax];
    private Column[] _columns = [];
    private int _last;
    private int _learned;
    private int _misses;
    private int _learnAfter = 1;

    /// <summary>Records that a template read.</summary>
    public long Hits { get; private set; }

    public void Bind(Column[] columns)
    {
        _columns = columns;
        foreach (var template in _templates)
            template?.Bind(columns);
    }

    /// <summary>Appends the record's values where a template matches; else leaves the columns as they were.</summary>
    public bool TryRead(ReadOnlySpan<byte> json, int row)
    {
        for (var i = 0; i < TemplatesMax; i++)
        {
            // The last one first, then the others: _last, _last ^ 1, _last ^ 2, _last ^ 3.
            if (_templates[_last ^ i] is not { } template)
                continue;
            if (template.TryRead(json))
            {
                _last ^= i;
                Hits++;
                return true;
            }

            foreach (var member in wanted.Members)
                _columns[member.Index].Truncate(row);
        }

        return false;
    }

    /// <summary>A record that no template matched and the full parser took.</summary>
    public void Missed(ReadOnlySpan<byte> json)
    {
        if (++_misses < _learnAfter)
            return;
        _misses = 0;
        _learnAfter = Math.Min(_learnAfter * 2, LearnAfterMax);
        if (JsonTemplateLearner.Learn(json, wanted) is not { } template)
            return;
        template.Bind(_columns);
        _last = _learned++ % TemplatesMax;
        _templates[_last] = template;
    }
}
