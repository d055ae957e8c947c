"""Settlements in addresses, and under which names a settlement may be asked for."""

import re

from app.registry.names import fold
from app.registry.settlements import other_names

# The centres as Russian and the papers of old spell them; Ukrainian old names are in the directory.
_IN_RUSSIAN = """
киев: київ, харьков: харків, одесса: одеса, днепр: дніпро, днепропетровск: дніпропетровськ,
львов: львів, запорожье: запоріжжя, николаев: миколаїв, винница: вінниця, чернигов: чернігів,
черкассы: черкаси, сумы: суми, хмельницкий: хмельницький, ровно: рівне, черновцы: чернівці,
тернополь: тернопіль, луцк: луцьк, кировоград: кіровоград, кропивницкий: кропивницький,
мариуполь: маріуполь, луганск: луганськ, донецк: донецьк, мелитополь: мелітополь,
бердянск: бердянськ, артемовск: артемівськ, симферополь: сімферополь, белая церковь: біла церква,
кривой рог: кривий ріг, ивано франковск: івано франківськ
"""
_HERE = dict(
    pair.split(": ") for pair in _IN_RUSSIAN.replace("\n", " ").strip().rstrip(",").split(", ")
)
_MARKED = re.compile(
    r"(?:^|[\s,;(])(?:м|місто|с|село|смт|селище|с-ще|сел|г)(?:\.\s*|\s+)([^\d,;().]{2,40})", re.I
)
_FIRST = re.compile(r"^(?:\d{5}[\s,]+)?([^\d,;().]{3,40})(?:,|$)")
_LONGEST = 40
MOST_WORDS = 3
"""A settlement is asked for in so many words: «Корсунь-Шевченківський»."""


def place(name: str) -> str:
    """The key of a settlement as it is written: `дніпро`, `білацерква`."""
    return fold(name).replace(" ", "")[:_LONGEST]


def places_asked(name: str) -> tuple[str, ...]:
    """The keys of a settlement under all its names, old and new, the asked one first."""
    folded = fold(name)
    here = _HERE.get(folded, folded)
    return tuple(dict.fromkeys(map(place, (here, *sorted(other_names(here))))))


def places_in(address: str) -> tuple[str, ...]:
    """The keys of the settlements that an address names."""
    found = [match.strip() for match in _MARKED.findall(address)]
    first = _FIRST.match(address.strip())
    if not found and first:
        found = [first.group(1)]
    return tuple(dict.fromkeys(key for name in found if (key := place(name))))
