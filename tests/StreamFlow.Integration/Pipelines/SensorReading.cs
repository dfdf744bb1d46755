using System.Globalization;

namespace StreamFlow.Integration.Pipelines;

/// <summary>A reading as <c>bench load</c> writes it. Measured values are hundredths and tenths, so that the text has them exactly.</summary>
internal sealed record SensorReading(string DeviceId, long Ts, int Hundredths, int Tenths)
{
    public double Temperature => Hundredths / 100.0;

    public double Humidity => Tenths / 10.0;

    public string Json() => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"deviceId":"{{DeviceId}}","ts":{{Ts}},"temperature":{{Hundredths / 100}}.{{Hundredths % 100:00}},"humidity":{{Tenths / 10}}.{{Tenths % 10}},"battery":3.30,"site":"plant-01"}""");
}
