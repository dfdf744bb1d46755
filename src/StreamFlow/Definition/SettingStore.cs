namespace StreamFlow.Definition;

/// <summary>The settings of a run, and which of them the job has asked for.</summary>
internal sealed class SettingStore(IReadOnlyDictionary<string, string> values)
{
    private readonly Dictionary<string, string> _values = new(values, StringComparer.OrdinalIgnoreCase);
    private readonly SortedDictionary<string, string> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the job asks for: name → the value in force, as text; empty for a required one that is missing.</summary>
    public IReadOnlyDictionary<string, string> Known => _known;

    public TValue Get<TValue>(string name) => (TValue)Required(name, typeof(TValue));

    public TValue Get<TValue>(string name, TValue defaultValue)
    {
        if (_values.TryGetValue(name, out var text))
            return (TValue)Parse(name, text, typeof(TValue));
        _known[name] = SettingText.Format(defaultValue);
        return defaultValue;
    }

    /// <summary>Sets the property from the setting of its name, where there is one.</summary>
    public void Apply(object target, System.Reflection.PropertyInfo property)
    {
        if (_values.TryGetValue(property.Name, out var text))
            property.SetValue(target, Parse(property.Name, text, property.PropertyType));
        else
            _known[property.Name] = SettingText.Format(property.GetValue(target));
    }

    /// <exception cref="StreamFaultException">A setting was given that the job never asked for: most likely misspelled.</exception>
    public void RequireAllKnown(string job)
    {
        if (_values.Keys.FirstOrDefault(name => !_known.ContainsKey(name)) is not { } unknown)
            return;
        throw StreamFaultException.User(
            $"job {job} has no setting '{unknown}'",
            _known.Count == 0 ? "it has no settings at all" : $"its settings are {string.Join(", ", _known.Select(setting => $"{setting.Key} (now {SecretNames.Show(setting.Key, setting.Value)})"))}",
            inner: new WrongSetting());
    }

    private object Required(string name, Type type)
    {
        _known.TryAdd(name, "");
        return _values.TryGetValue(name, out var text)
            ? Parse(name, text, type)
            : throw StreamFaultException.User($"setting '{name}' is missing", $"give it: {WayOf(name)}", inner: new WrongSetting());
    }

    private object Parse(string name, string text, Type type)
    {
        _known[name] = text;
        try
        {
            return SettingText.Parse(text, type);
        }
        catch (Exception error) when (error is FormatException or OverflowException or ArgumentException)
        {
            // The parser's own words repeat the value.
            throw StreamFaultException.User(
                $"setting {name}: '{SecretNames.Show(name, text)}' is no {SettingText.Describe(type)}",
                $"give {SettingText.Example(type)}: {WayOf(name)}",
                inner: new WrongSetting(SecretNames.IsSecret(name) ? null : error));
        }
    }

    /// <summary>What is typed stands in the list of processes for everybody to read.</summary>
    private static string WayOf(string name) =>
        SecretNames.IsSecret(name) ? $"StreamFlow:Jobs:<job>:Settings:{name} in the user secrets or the environment, not on the command line" : $"--set {name}=…";
}
