"""Telephone numbers: read in all usual spellings, kept as E.164, shown in groups."""

import re
import unicodedata

import phonenumbers

from app.registry.names import clean

_EXTENSION = re.compile(r"[\s,;]*(?:дод(?:атковий)?|вн(?:утр)?|доб|ext)[.:=\s]*(\d{1,6})\s*$", re.I)
_KEPT = re.compile(r"\+[1-9]\d{6,14}(?:;ext=\d{1,6})?")
_NOT_DIGITS = re.compile(r"\D+")
_HOME = "UA"
_HOME_NUMBER = re.compile(r"(\+380)(\d\d)(\d{3})(\d\d)(\d\d)")


def read_phone(text: str) -> str | None:
    """The number as `+380501234567`, or None when it cannot be one.

    The old long-distance 8 (8-050 …) is understood. An extension («дод. 12») is kept as `;ext=12`.
    """
    typed = unicodedata.normalize("NFKC", clean(text))
    extension = _EXTENSION.search(typed)
    if extension:
        typed = typed[: extension.start()]
    number = _parsed(_without_old_eight(typed))
    if number is None or not phonenumbers.is_possible_number(number):
        return None
    if number.country_code == 380 and str(number.national_number).startswith("0"):
        return None
    if number.italian_leading_zero:
        return None
    whole = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{whole};ext={extension[1]}" if extension else whole


def is_kept_form(text: str) -> bool:
    """Whether the text already is a number in the form that cards keep."""
    return bool(_KEPT.fullmatch(text))


def code_exists(kept: str) -> bool:
    """Whether some operator or town has this code: a number outside is possible but unusual."""
    number = _parsed(kept.partition(";")[0])
    return number is not None and phonenumbers.is_valid_number(number)


def show_phone(kept: str) -> str:
    """The number for people in readable groups: «+380 50 123 45 67», an extension after #."""
    whole, _, extension = kept.partition(";ext=")
    number = _parsed(whole)
    if number is None:
        return kept
    if home := _HOME_NUMBER.fullmatch(whole):
        shown = " ".join(home.groups())
    else:
        form = phonenumbers.PhoneNumberFormat.INTERNATIONAL
        shown = phonenumbers.format_number(number, form).replace("-", " ")
    return f"{shown} #{extension}" if extension else shown


def masked_phone(kept: str) -> str:
    """The last two digits, for a screen that others may see."""
    digits = _NOT_DIGITS.sub("", kept.partition(";")[0])
    return f"… {digits[-2:]}" if len(digits) > 6 else "…"


def digits_of(text: str) -> str:
    """Only the digits of a text."""
    return _NOT_DIGITS.sub("", unicodedata.normalize("NFKC", text))


def _without_old_eight(typed: str) -> str:
    digits = digits_of(typed)
    if not typed.lstrip().startswith("+") and len(digits) == 11 and digits.startswith("80"):
        return digits[1:]
    return typed


def _parsed(text: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(text, _HOME)
    except phonenumbers.NumberParseException:
        return None
