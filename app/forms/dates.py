"""Dates as papers write them: 24.11.2026, or «24» листопада 2026 року where custom wants words."""

from datetime import date

from app.core.words import Language, Words


def plain(day: date) -> str:
    """Day, month and year in figures."""
    return f"{day:%d.%m.%Y}"


def in_words(day: date, words: Words, language: Language) -> str:
    """Day in quotes, month by its name, year with its word."""
    month = words.in_language(language, f"form.month.{day.month}")
    return words.in_language(
        language, "form.date_in_words", day=f"{day.day:02}", month=month, year=day.year
    )
