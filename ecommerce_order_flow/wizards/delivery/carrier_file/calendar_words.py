"""Names of months and weekdays in German and English, with abbreviations."""

MONTH_NAMES = (
    "january jan januar jänner jaenner",
    "february feb februar feber",
    "march mar märz maerz mär mrz",
    "april apr",
    "may mai",
    "june jun juni",
    "july jul juli",
    "august aug",
    "september sep sept",
    "october oct oktober okt",
    "november nov",
    "december dec dezember dez",
)
WEEKDAY_NAMES = (
    "monday mon montag mo",
    "tuesday tue tues dienstag di die",
    "wednesday wed mittwoch mi mit",
    "thursday thu thur thurs donnerstag do don",
    "friday fri freitag fr fre",
    "saturday sat samstag sonnabend sa sam",
    "sunday sun sonntag so son",
)
MONTHS = {
    word: number
    for number, names in enumerate(MONTH_NAMES, start=1)
    for word in names.split()
}
WEEKDAYS = {
    word: number for number, names in enumerate(WEEKDAY_NAMES) for word in names.split()
}
