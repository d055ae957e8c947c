"""Names of people in the grammatical case that a paper wants, and as they stand under a signature.

A library declines; where it cannot be sure (no gender, letters that are not Ukrainian, more parts
than a name has) the name stays as it is, and the answer says so: people correct it by hand.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.forms.letters import clean
from app.forms.model import Form

Case = Literal["genitive", "dative"]
UKRAINIAN = re.compile(r"[А-ЩЬЮЯЄІЇҐа-щьюяєіїґʼ’'\- ]+")
PATRONYMIC = re.compile(r"(ович|йович|ївна|івна|евич|ич)$")
_GENDERS = {"female": "feminine", "male": "masculine"}


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


def split_officer(full_name: str) -> PersonName | None:
    """The name of a colleague, written in any order: «Марта ГІЛКА», «Гілка Марта Петрівна»."""
    parts = clean(full_name).split(" ")
    if not 1 < len(parts) <= 3:
        return split(full_name)
    loud = [part for part in parts if len(part) > 1 and part.isupper()]
    if len(loud) == 1:
        parts.remove(loud[0])
        surname = "-".join(part.capitalize() for part in loud[0].split("-"))
    elif PATRONYMIC.search(parts[-1]) or parts[-1].endswith("."):
        return split(full_name)
    else:
        surname = parts.pop()
    return PersonName(surname=surname, given=parts[0], patronymic=" ".join(parts[1:]))


def in_case(name: PersonName, case: Case, *, sex: str = "unknown") -> PersonName | None:
    """The parts of a name in a case; None when not sure. Unknown sex is told from the name."""
    import shevchenko  # noqa: PLC0415  35 ms of tables, only where a name is declined

    if not name.full or not UKRAINIAN.fullmatch(name.full):
        return None
    parts = {
        "family_name": name.surname,
        "given_name": name.given,
        "patronymic_name": name.patronymic,
    }
    given = {key: part for key, part in parts.items() if part}
    gender = _GENDERS.get(sex) or shevchenko.detect_gender(**given)
    if gender is None:
        return None
    declined = shevchenko.in_case(case, gender=gender, **given)
    return PersonName(
        surname=declined.get("family_name", ""),
        given=declined.get("given_name", ""),
        patronymic=declined.get("patronymic_name", ""),
    )


def name_in_case(name: PersonName, case: Case, *, sex: str = "unknown") -> Declined:
    """The whole name in a case, or as it is."""
    declined = in_case(name, case, sex=sex)
    return Declined(declined.full if declined else name.full, certain=declined is not None)


def initials_in_case(name: PersonName, case: Case) -> str:
    """Surname in a case with initials: «Гілці М. П.»."""
    return with_initials(in_case(name, case) or name)


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
