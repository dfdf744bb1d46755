namespace StreamFlow.Definition;

/// <summary>Stands within the fault of a setting: the command line takes such a fault for wrong usage.</summary>
internal sealed class WrongSetting(Exception? inner = null) : Exception("a setting is not what it should be", inner);
