"""What the numbers on Ukrainian papers say: РНОКПП, УНЗР, ЄДРПОУ, passports (law.md 9)."""

import re
from datetime import date, timedelta

from stdnum.ua import edrpou, rntrc

from app.registry.model import DocumentKind, Sex
from app.registry.names import clean, twins_of

_RNOKPP = re.compile(r"\d{10}")
_UNZR = re.compile(r"(\d{4})(\d{2})(\d{2})-?(\d{4})(\d)")
_EDRPOU = re.compile(r"\d{8}")
_SPACES_AND_SIGNS = re.compile(r"[\s№#]+")
_COUNTED_FROM = date(1899, 12, 31)
_UNZR_WEIGHTS = (7, 3, 1)
_LETTERS = "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ"
_TO_LATIN = str.maketrans("АВСЕНІКМОРТХУ", "ABCEHIKMOPTXY")
_ROMAN = str.maketrans("ІХ", "IX")
_CERTIFICATE = re.compile(r"([IVXІХ]{1,5})-?([^\W\d_]{2})(\d{6})")
_SHAPES = {
    DocumentKind.ID_CARD: re.compile(r"\d{9}"),
    DocumentKind.PASSPORT_BOOKLET: re.compile(rf"[{_LETTERS}]{{2}}\d{{6}}"),
    DocumentKind.TRAVEL_PASSPORT: re.compile(r"[A-Z]{2}\d{6}"),
    DocumentKind.BIRTH_CERTIFICATE: re.compile(rf"[IVX]{{1,5}}-[{_LETTERS}]{{2}}\d{{6}}"),
}


def rnokpp_has_shape(number: str) -> bool:
    """Ten digits."""
    return bool(_RNOKPP.fullmatch(number))


def rnokpp_fits(number: str) -> bool:
    """Whether the check digit is right; a few old numbers are lawful although it is not."""
    return rntrc.is_valid(number)


def rnokpp_birth_date(number: str) -> date:
    """The birth date in the first five digits: days after the last day of 1899."""
    return _COUNTED_FROM + timedelta(days=int(number[:5]))


def rnokpp_sex(number: str) -> Sex:
    """The ninth digit: odd for a man, even for a woman."""
    return Sex.MALE if int(number[8]) % 2 else Sex.FEMALE


def unzr_kept_form(number: str) -> str:
    """The number as `19910824-00026`; text that is no such number comes back as it was."""
    bare = _SPACES_AND_SIGNS.sub("", clean(number)).replace("–", "-")
    found = _UNZR.fullmatch(bare)
    return f"{found[1]}{found[2]}{found[3]}-{found[4]}{found[5]}" if found else bare


def unzr_has_shape(number: str) -> bool:
    """Eight digits, a hyphen, five digits."""
    return bool(_UNZR.fullmatch(number)) and "-" in number


def unzr_fits(number: str) -> bool:
    """Whether the last digit is the one that passports' machine zone asks for (weights 7, 3, 1)."""
    digits = [int(sign) for sign in number if sign.isdigit()]
    total = sum(digit * _UNZR_WEIGHTS[place % 3] for place, digit in enumerate(digits[:-1]))
    return total % 10 == digits[-1]


def unzr_birth_date(number: str) -> date | None:
    """The birth date that the number begins with, when it is a date."""
    found = _UNZR.fullmatch(number)
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def edrpou_fits(code: str) -> bool:
    """Whether the code of an institution has eight digits and the right check digit."""
    return bool(_EDRPOU.fullmatch(code)) and edrpou.is_valid(code)


def document_kept_form(kind: DocumentKind, number: str) -> str:
    """The number as that paper writes it: capitals, no spaces, letters of the right script."""
    bare = _SPACES_AND_SIGNS.sub("", clean(number)).upper()
    if kind is DocumentKind.PASSPORT_BOOKLET:
        return twins_of(bare)
    if kind is DocumentKind.TRAVEL_PASSPORT:
        return bare.translate(_TO_LATIN)
    if kind is DocumentKind.BIRTH_CERTIFICATE:
        found = _CERTIFICATE.fullmatch(bare.replace("–", "-"))
        return f"{found[1].translate(_ROMAN)}-{twins_of(found[2])}{found[3]}" if found else bare
    return bare


def document_has_shape(kind: DocumentKind, number: str) -> bool:
    """Whether a number in its kept form is written as that paper writes numbers."""
    shape = _SHAPES.get(kind)
    return shape is None or bool(shape.fullmatch(number))
