"""Which field of the sheet a remark on the card speaks of."""

import re
from collections.abc import Iterable, Mapping

from app.core.words import Words
from app.registry.letters import reading_of, repaired
from app.registry.model import ConsentPurpose, Remark, Severity
from app.ui.registration.reading import Unread
from app.ui.registration.sheet import MEMBER_ROWS, NAME_ROWS, PHONES, Values
from app.ui.registration.state import FieldRemark

NAME_KEYS = (
    *("surname", "given_name", "patronymic", "former_surname", "alias", "rep_full_name"),
    *(f"member_{at}_name" for at in range(MEMBER_ROWS)),
    *(
        f"named_{at}_{part}"
        for at in range(NAME_ROWS)
        for part in ("surname", "given_name", "patronymic")
    ),
)
"""Fields of names: letters of two alphabets in them are noticed while they are typed."""

_ROW = re.compile(r"(\w+)\[(\d+)\]")
_KEYS = {
    "birth_date": "birth",
    "age": "birth",
    "age_on": "birth",
    "phones": "phone_0",
    "safe_contact": "safe_on",
    "representative": "rep_kind",
    "accessibility": "needs",
    "pre_war_address.lived_from": "pre_war_from",
    "pre_war_address.lived_until": "pre_war_until",
}


def key_of(field: str, values: Values) -> str:
    """The key of the editor for a field of the card such as `document.number` or `phones[1]`."""
    row = _ROW.fullmatch(field)
    if row:
        return _row_key(row[1], int(row[2]), values)
    if field.startswith("document."):
        return field.replace(".", "_")
    if field.startswith("representative."):
        return field.replace("representative.", "rep_")
    if field.startswith("safe_contact."):
        name = field.removeprefix("safe_contact.")
        return {"hours": "safe_hours", "on": "safe_on"}.get(name, name)
    return _KEYS.get(field, field)


def _row_key(name: str, at: int, values: Values) -> str:
    if name == "phones":
        filled = [place for place in range(PHONES) if values.get(f"phone_{place}", "").strip()]
        return f"phone_{filled[at]}" if at < len(filled) else "phone_0"
    if name == "statuses":
        filled = [place for place in range(99) if values.get(f"status_{place}_kind")]
        return f"status_{filled[at] if at < len(filled) else 0}_kind"
    if name == "household":
        filled = [
            place
            for place in range(MEMBER_ROWS)
            if any(values.get(f"member_{place}_{part}") for part in ("name", "kinship", "note"))
        ]
        return f"member_{filled[at] if at < len(filled) else 0}_birth"
    chosen = [purpose for purpose in ConsentPurpose if values.get(f"consent_{purpose}.way")]
    purpose = chosen[min(at, len(chosen) - 1)] if chosen else ConsentPurpose.CASE
    return f"consent_{purpose}.given"


def remarks_by_key(
    found: Iterable[Remark], unread: Iterable[Unread], values: Values, words: Words
) -> Mapping[str, FieldRemark]:
    """One remark for each field, the gravest first; what could not be read is an error."""
    said = {fault.key: FieldRemark(sentence=words(fault.words), wrong=True) for fault in unread}
    for remark in found:
        wrong = remark.severity is Severity.ERROR
        sentence = words(remark.words, **remark.values)
        if remark.severity is Severity.WARNING:
            sentence = words("registration.passable", sentence=sentence)
        said.setdefault(key_of(remark.field, values), FieldRemark(sentence=sentence, wrong=wrong))
    for key in NAME_KEYS:
        if (better := repaired(values.get(key, ""))) != values.get(key, ""):
            sentence = words("registration.two_alphabets")
            said[key] = _repair(sentence, better, words)
    reading = reading_of(values.get("surname", ""), values.get("given_name", ""))
    if reading and not values.get("name_reading"):
        sentence = words("registration.reading_offered")
        said["name_reading"] = _repair(sentence, reading, words)
    return said


def _repair(sentence: str, better: str, words: Words) -> FieldRemark:
    offered = words("registration.repair", text=better)
    return FieldRemark(sentence=sentence, wrong=False, repair=better, offered=offered)


def looked_at(
    key: str, found: Mapping[str, FieldRemark], said: Mapping[str, FieldRemark]
) -> dict[str, FieldRemark]:
    """What stands under the fields after a look at one: of others only what was said stays."""
    looked = {key, "name_reading", *said}
    return {one: remark for one, remark in found.items() if one in looked}
