"""What a list or a comparison needs of a client: read without the rest of the card."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.registry.card_json import from_plain
from app.registry.model import Card, DocumentKind, IdentityDocument, SafeContact, Sex
from app.registry.past import OtherName, PreWarAddress

_TEXTS = (
    *("surname", "given_name", "patronymic", "former_surname", "alias", "name_reading"),
    *("email", "rnokpp", "unzr", "actual_address", "registered_address", "postal_address"),
)
_JSON = ("other_names", "phones", "document", "safe_contact", "pre_war_address")
_COLUMNS = ("id", "reference", "birth_date", "sex", *_JSON, *_TEXTS)
_SKETCH = f"SELECT {', '.join(_COLUMNS)} FROM client WHERE NOT deleted AND id IN "  # noqa: S608


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """The part of a client that lists and comparisons look at."""

    id: str
    reference: str
    card: Card = field(repr=False)


def sketches(driver: Any, ids: Sequence[str]) -> Mapping[str, Sketch]:
    """Several clients at once, by id, through the driver."""
    marks = ", ".join("?" * len(ids))
    rows = driver.execute(f"{_SKETCH} ({marks})", tuple(ids))
    return {row[0]: _sketch(row) for row in rows}


def _sketch(row: Sequence[Any]) -> Sketch:
    client_id, reference, born, sex = row[:4]
    others, phones, paper, safe, before = (text and json.loads(text) for text in row[4:9])
    card = Card(
        **dict(zip(_TEXTS, row[9:], strict=True)),
        birth_date=date.fromisoformat(born) if born else None,
        sex=Sex(sex),
        other_names=tuple(from_plain(OtherName, name) for name in others),
        phones=tuple(phones),
        document=IdentityDocument(kind=DocumentKind(paper["kind"]), number=paper.get("number", ""))
        if paper
        else None,
        safe_contact=SafeContact(on=bool(safe.get("on"))),
        pre_war_address=from_plain(PreWarAddress, before) if before else None,
    )
    return Sketch(id=client_id, reference=reference, card=card)
