using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Writers;

/// <summary>Microseconds as ISO 8601 in UTC with 'Z', up to six fraction digits.</summary>
internal sealed class TimestampWriter : JsonValueWriter
{
    private const int CharsMax = 32;
    private const long MicrosecondsPerDay = 86_400_000_000;
    private const long EpochDay = 719_162;
    private const long DaysMax = 3_652_058;

    public override void Write(Column column, int row, EncodedRows into)
    {
        var microseconds = ((ValueColumn<long>)column)[row];
        var days = Math.DivRem(microseconds, MicrosecondsPerDay, out var ofDay);
        if (ofDay < 0)
        {
            ofDay += MicrosecondsPerDay;
            days--;
        }

        days += EpochDay;
        if (days is < 0 or > DaysMax)
            throw JsonWriters.OutsideCalendar($"{microseconds} µs");
        var room = into.Reserve(CharsMax);
        room[0] = (byte)'"';
        IsoDigits.Date(DateOnly.FromDayNumber((int)days), room[1..]);
        room[11] = (byte)'T';
        var second = (int)(ofDay / 1_000_000);
        IsoDigits.Time(second, room[12..]);
        var end = 20 + IsoDigits.Fraction((int)(ofDay - (second * 1_000_000L)), room[20..]);
        room[end] = (byte)'Z';
        room[end + 1] = (byte)'"';
        into.Advance(end + 2);
    }
}
