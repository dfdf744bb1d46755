using System.ComponentModel.DataAnnotations;

namespace StreamFlow.Configuration;

/// <summary>Checks options before anything is opened.</summary>
internal static class OptionsValidation
{
    /// <exception cref="StreamFaultException">Names every option that does not hold.</exception>
    public static void Require(StreamJobOptions options)
    {
        var wrong = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), wrong, validateAllProperties: true))
            throw StreamFaultException.User($"the options of the job do not hold: {string.Join("; ", wrong.Select(one => one.ErrorMessage))}");
        if (options.Trigger.Kind == TriggerKind.Continuous)
            throw StreamFaultException.User("the trigger 'continuous' is not there yet", "take a short interval, such as --trigger 100ms");
        if (options.DeadLetterLateRows && options.DeadLetters is null)
            throw StreamFaultException.User("DeadLetterLateRows says nothing without DeadLetters: there is no place to put late rows", "set DeadLetters (--dead-letters TOPIC), too");
        if (options.FlushAtEnd && !options.Trigger.IsBounded)
            throw StreamFaultException.User("flush-at-end needs a run that ends by itself", "add --trigger available-now or once");
    }
}
