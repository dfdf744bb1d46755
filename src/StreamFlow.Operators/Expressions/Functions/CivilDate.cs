namespace StreamFlow.Operators.Expressions.Functions;

/// <summary>
/// A day of the Gregorian calendar out of a number of days since 1970-01-01, and back, by arithmetic: any number has an answer, so that what stands in null rows
/// can do no harm. Years begin in March inside, so that the leap day is the last.
/// </summary>
internal readonly record struct CivilDate(int Year, int Month, int Day)
{
    private const long DaysOfEra = 146_097;
    private const long DaysToEpoch = 719_468;

    /// <summary>0001-01-01 and 9999-12-31, between which .NET has dates.</summary>
    public const long FirstDay = -719_162;
    public const long LastDay = 2_932_896;

    public static CivilDate FromDays(long days)
    {
        days += DaysToEpoch;
        var era = FloorDivide(days, DaysOfEra);
        var dayOfEra = days - (era * DaysOfEra);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var monthFromMarch = ((5 * dayOfYear) + 2) / 153;
        var month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        var year = yearOfEra + (era * 400) + (month <= 2 ? 1 : 0);
        return new((int)year, (int)month, (int)(dayOfYear - (((153 * monthFromMarch) + 2) / 5) + 1));
    }

    public long ToDays()
    {
        long year = Month <= 2 ? Year - 1L : Year;
        var era = FloorDivide(year, 400);
        var yearOfEra = year - (era * 400);
        var dayOfYear = (((153 * (Month > 2 ? Month - 3 : Month + 9)) + 2) / 5) + Day - 1;
        return (era * DaysOfEra) + (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear - DaysToEpoch;
    }

    /// <summary>The same day some months later, or the month's last where it has no such day; false outside the years 1 to 9999.</summary>
    public bool TryAddMonths(long months, out CivilDate result)
    {
        var month = (Year * 12L) + Month - 1 + months;
        var year = FloorDivide(month, 12);
        if (year is < 1 or > 9999)
        {
            result = default;
            return false;
        }

        var monthOfYear = (int)(month - (year * 12)) + 1;
        result = new((int)year, monthOfYear, Math.Min(Day, DateTime.DaysInMonth((int)year, monthOfYear)));
        return true;
    }

    public static long FloorDivide(long value, long divisor)
    {
        var quotient = value / divisor;
        return quotient * divisor > value ? quotient - 1 : quotient;
    }
}
