"""Days in words: «вівторок, 24 листопада», «сьогодні», «27 лист.»."""

from datetime import date

from app.core.words import Words


def full_day(day: date, words: Words) -> str:
    """The day of the week and the date."""
    return words(
        "home.day",
        weekday=words(f"home.weekday.{day.isoweekday()}"),
        day=day.day,
        month=words(f"home.month.{day.month}"),
    )


def near_day(day: date, today: date, words: Words) -> str:
    """Today and tomorrow by name, other days short."""
    ahead = (day - today).days
    if ahead in (0, 1):
        return words(f"home.near.{ahead}")
    month = words(f"home.month_short.{day.month}")
    return words("home.day_short", day=day.day, month=month)


def weekday(day: date, words: Words) -> str:
    """The name of the day."""
    return words(f"home.weekday.{day.isoweekday()}")


def figures(day: date) -> str:
    """The date as it is written in offices: 07.03.1986."""
    return day.strftime("%d.%m.%Y")
