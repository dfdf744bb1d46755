using System.Text;
using System.Text.Json;
using StreamFlow.Checkpoints.Protocol;
using StreamFlow.Engine.Recovery;

namespace StreamFlow.App;

/// <summary>What a start would do, as one line of JSON.</summary>
internal static class CheckJson
{
    public static string Of(StartPreview preview, string location)
    {
        var facts = preview.Facts;
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("job", facts.Job);
            json.WriteString("plan", facts.PlanHash);
            json.WriteString("directory", location);
            if (facts.Log is { Runs.Count: > 0 } log)
            {
                json.WriteNumber("firstEpoch", log.FirstEpoch.Value);
                json.WriteNumber("lastEpoch", log.LastEpoch.Value);
                json.WriteBoolean("tornTail", log.HasTornTail);
            }

            Write(json, "ifAllSinksHoldTheLastEpoch", preview.Outlook.Committed);
            if (preview.Outlook.Uncommitted is { } uncommitted)
                Write(json, "ifOneDoesNotYet", uncommitted);
            json.WriteStartArray("state");
            foreach (var one in CheckedOperator.AllOf(preview))
            {
                json.WriteStartObject();
                json.WriteString("operator", one.Name);
                json.WriteString("fate", one.Fate);
                if (one.Why is not null)
                    json.WriteString("why", one.Why);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter json, string name, RecoveryDecision decision)
    {
        json.WriteStartObject(name);
        switch (decision)
        {
            case FreshStart:
                json.WriteString("decision", "fresh");
                break;
            case Refusal refusal:
                json.WriteString("decision", "refuse");
                Write(json, "problems", refusal.Problems);
                Write(json, "waysOut", refusal.WaysOut);
                break;
            case Resumption resumption:
                json.WriteString("decision", "resume");
                if (resumption.Checkpoint is { } checkpoint)
                    json.WriteNumber("checkpoint", checkpoint.Epoch.Value);
                if (resumption.HasReplay)
                {
                    json.WriteNumber("replayFrom", resumption.ReplayFrom.Value);
                    json.WriteNumber("replayTo", resumption.ReplayTo.Value);
                }

                Write(json, "resend", resumption.Resend);
                json.WriteBoolean("cutTornTail", resumption.CutTornTail);
                json.WriteNumber("nextEpoch", resumption.NextEpoch.Value);
                Write(json, "warnings", resumption.Warnings);
                break;
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
