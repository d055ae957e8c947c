"""Names of people in the grammatical case that a paper wants, and as they stand under a signature.

A library declines; where it cannot be sure (no gender, letters that are not Ukrainian, more parts
than a name has) the name stays as it is, and the answer says so: people correct it by hand.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import shevchenko

from app.forms.letters import clean
from app.forms.model import Form

Case = Literal["genitive", "dative"]
UKRAINIAN = re.compile(r"[А-ЩЬЮЯЄІЇҐа-щьюяєіїґʼ’'\- ]+")
_GENDERS = {"female": shevchenko.FEMININE, "male": shevchenko.MASCULINE}


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """The three parts of a name; each may be empty."""

    surname: str = field(default="", repr=False)
    given: str = field(default="", repr=False)
    patronymic: str = field(default="", repr=False)

    @property
    def full(self) -> str:
        """Surname first, as papers write it."""
        return " ".join(part for part in (self.surname, self.given, self.patronymic) if part)


@dataclass(frozen=True, slots=True)
class Declined:
    """A name in a case; not `certain` when it was left as it is."""

    text: str = field(repr=False)
    certain: bool


def split(full_name: str) -> PersonName | None:
    """Surname, given name, patronymic; None when the parts cannot be told apart."""
    parts = clean(full_name).split(" ")
    if len(parts) == 4 and parts[3].casefold() in ("огли", "кизи"):
        parts = [parts[0], parts[1], f"{parts[2]} {parts[3]}"]
    if not parts[0] or len(parts) > 3:
        return None
    surname, given, patronymic = (*parts, "", "")[:3]
    return PersonName(surname=surname, given=given, patronymic=patronymic)


def name_in_case(name: PersonName, case: Case, *, sex: str = "unknown") -> Declined:
    """The whole name in a case. `sex` is that of the card; unknown is told from the name itself."""
    if not name.full or not UKRAINIAN.fullmatch(name.full):
        return Declined(name.full, certain=False)
    parts = {
        "family_name": name.surname,
        "given_name": name.given,
        "patronymic_name": name.patronymic,
    }
    given = {key: part for key, part in parts.items() if part}
    gender = _GENDERS.get(sex) or shevchenko.detect_gender(**given)
    if gender is None:
        return Declined(name.full, certain=False)
    declined = shevchenko.in_case(case, gender=gender, **given)
    return Declined(" ".join(str(declined[key]) for key in parts if key in given), certain=True)


def under_signature(name: PersonName) -> str:
    """Given name, and the surname in capitals: «Олена СОНЯШНИК»."""
    return " ".join(part for part in (name.given, name.surname.upper()) if part)


def with_initials(name: PersonName) -> str:
    """Surname and initials with no-break spaces: «Соняшник О. І.»."""
    initials = [f"{part[0]}." for part in (name.given, name.patronymic) if part]
    return "\u00a0".join(part for part in (name.surname, *initials) if part)


def derive(form: Form, values: Mapping[str, object], *, sex: str = "unknown") -> dict[str, object]:
    """The values with the names that the form makes itself; what was given by hand stays."""
    whole = dict(values)
    for one in form.fields:
        if one.derived is None or whole.get(one.name):
            continue
        base = whole.get(one.derived.of)
        if isinstance(base, str) and base:
            whole[one.name] = _made(base, one.derived.form, sex).text
    return whole


def uncertain(form: Form, values: Mapping[str, object], *, sex: str = "unknown") -> tuple[str, ...]:
    """The fields whose name stayed in the nominative because its case is not sure."""
    doubtful = []
    for one in form.fields:
        base = values.get(one.derived.of) if one.derived else None
        if one.derived is None or not isinstance(base, str) or not base:
            continue
        made = _made(base, one.derived.form, sex)
        if not made.certain and values.get(one.name, base) == made.text:
            doubtful.append(one.name)
    return tuple(doubtful)


def _made(base: str, wanted: Literal["genitive", "dative", "signature"], sex: str) -> Declined:
    name = split(base)
    if name is None:
        return Declined(clean(base), certain=False)
    if wanted == "signature":
        return Declined(under_signature(name), certain=True)
    return name_in_case(name, wanted, sex=sex)
