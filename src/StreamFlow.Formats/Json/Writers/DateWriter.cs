using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Writers;

/// <summary>Days since 1970-01-01 as yyyy-MM-dd.</summary>
internal sealed class DateWriter : JsonValueWriter
{
    private const int Chars = 10;
    private static readonly int EpochDay = new DateOnly(1970, 1, 1).DayNumber;

    public override void Write(Column column, int row, EncodedRows into)
    {
        var days = ((ValueColumn<int>)column)[row];
        if (days < -EpochDay || days > DateOnly.MaxValue.DayNumber - EpochDay)
            throw JsonWriters.OutsideCalendar($"{days} days");
        var date = DateOnly.FromDayNumber(days + EpochDay);
        var room = into.Reserve(Chars + 2);
        room[0] = (byte)'"';
        IsoDigits.Date(date, room[1..]);
        room[Chars + 1] = (byte)'"';
        into.Advance(Chars + 2);
    }
}
