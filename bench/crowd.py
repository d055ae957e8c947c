"""Invented people for measuring: Ukrainian-shaped names with a long tail, a vault full of them."""

import os
import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from app.core.clock import SystemClock
from app.core.ids import SystemIds
from app.registry import indexing
from app.registry.keys import gaps_of, keys_of
from app.registry.model import Card, Sex
from app.storage.database import Database
from app.storage.engine import connect, of_invented_people

KEY = "0123456789abcdef" * 4


def listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


BEGINNINGS = listed(
    "Ба Бе Бі Бо Бон Бур Ва Ве Вер Ві Во Вов Га Гай Го Гон Гри Гу Да Де Дем Ди До Дов Дуб Же За "
    "Зел Зін Іва Ка Ків Кир Ко Ков Кра Кру Кузь Куч Ла Ле Лев Лі Лисе Ло Лу Ма Ме Мель Ми Мо Мороз "
    "Му На Не Ні О Олі Па Пе Пет Пи Пили По При Пу Ра Ре Ро Ру Са Се Сем Си Сид Ско Скор Со Ста Су "
    "Та Тим Ти То Ту Фе Хар Хо Че Чор Шев Ша Ши Щер Юр Яв Яко"
)
MIDDLES = listed(
    "б бар в вал вер г гор гри д дор др ж з зл й к кал ков кор л лев лі лин м мар мел н нас ни п "
    "пан пол р рем рош с сел ск ст т тар тем ти х хай ц чен ч ш"
)
ENDINGS = listed(
    "енко ук юк чук ак як ко ченко ик ів ишин ець айло уха ина ора ій ан ай ун ига ода яга ський "
    "цький ова"
)
WOMEN = listed(
    "Олена Наталія Ірина Оксана Тетяна Марія Ганна Світлана Людмила Галина Надія Любов Віра Юлія "
    "Катерина Вікторія Ольга Софія Дарина Христина Ярослава Зоряна Соломія Леся Лариса Валентина "
    "Ніна Раїса Поліна Аліна Діана Євгенія Уляна Мирослава"
)
MEN = listed(
    "Олександр Андрій Сергій Іван Микола Василь Петро Юрій Михайло Володимир Віктор Олег Ігор "
    "Дмитро Максим Богдан Тарас Роман Степан Ярослав Євген Артем Назар Остап Павло Григорій "
    "Анатолій Леонід Валерій Руслан Віталій Данило Кирило Захар"
)
FATHERS = listed(
    "Олександр Андрій Сергій Іван Василь Петр Юрій Михайл Володимир Віктор Олег Дмитр Максим "
    "Богдан Тарас Роман Степан Ярослав Євген Павл Григорій Анатолій Леонід Валерій"
)
TOWNS = listed(
    "Київ Харків Одеса Дніпро Львів Запоріжжя Миколаїв Вінниця Херсон Полтава Чернігів Черкаси "
    "Житомир Суми Хмельницький Рівне Чернівці Тернопіль Луцьк Ужгород Кропивницький Бахмут "
    "Покровськ Торецьк Чорноморськ Шептицький Самар Звягель Бровари Ірпінь Буча Фастів Ізюм"
)
STREETS = listed("Шевченка Франка Соборна Київська Миру Садова Зелена Шкільна Лісова Польова")
OPERATORS = listed("50 63 66 67 68 73 93 95 96 97 98 99")
CONFUSED = {
    "и": "і",
    "і": "и",
    "е": "и",
    "є": "е",
    "г": "х",
    "ц": "с",
    "ї": "і",
    "о": "а",
    "а": "о",
    "у": "в",
    "ш": "щ",
    "щ": "ш",
    "ч": "щ",
    "з": "с",
    "б": "п",
    "д": "т",
}
LETTERS = "абвгдеєжзиіїйклмнопрстуфхцчшщьюя"


def surnames(chance: random.Random, number: int) -> list[str]:
    made: dict[str, None] = {}
    while len(made) < number:
        middle = chance.choice(MIDDLES) + (chance.choice(MIDDLES) if chance.random() < 0.3 else "")
        made[chance.choice(BEGINNINGS) + middle + chance.choice(ENDINGS)] = None
    return list(made)


def cards(number: int, seed: int, *, names: int = 60_000) -> list[Card]:
    """So many people; a few surnames are very common, most are rare."""
    chance = random.Random(seed)
    pool = surnames(chance, names)
    weights = [1 / (place + 60) ** 1.02 for place in range(len(pool))]
    return [person(chance, surname) for surname in chance.choices(pool, weights=weights, k=number)]


def person(chance: random.Random, surname: str) -> Card:
    woman = chance.random() < 0.56
    given = WOMEN if woman else MEN
    born = date(1935, 1, 1) + timedelta(days=chance.randrange(26_000))
    return Card(
        surname=surname[:-2] + "а" if woman and surname.endswith("ий") else surname,
        given_name=given[int(len(given) * chance.random() ** 1.6)],
        patronymic=after(chance.choice(FATHERS), woman=woman),
        birth_date=born,
        sex=Sex.FEMALE if woman else Sex.MALE,
        phones=(f"+380{chance.choice(OPERATORS)}{chance.randrange(10**7):07d}",),
        rnokpp=rnokpp(chance, born, woman=woman) if chance.random() < 0.6 else "",
        actual_address=f"м. {chance.choice(TOWNS)}, вул. {chance.choice(STREETS)}, "
        f"{chance.randrange(1, 150)}, кв. {chance.randrange(1, 180)}",
    )


def after(father: str, *, woman: bool) -> str:
    """The patronymic of a father's name."""
    if father.endswith("й"):
        return father[:-1] + ("ївна" if woman else "йович")
    return father.removesuffix("ь") + ("івна" if woman else "ович")


def rnokpp(chance: random.Random, born: date, *, woman: bool) -> str:
    """A taxpayer number whose check digit is right."""
    days = (born - date(1899, 12, 31)).days
    digits = f"{days:05d}{chance.randrange(1000):03d}{chance.randrange(5) * 2 + (not woman)}"
    weights = (-1, 5, 7, 9, 4, 6, 10, 5, 7)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return f"{digits}{total % 11 % 10}"


def typo(word: str, chance: random.Random) -> str:
    """One mistake of a typing hand or of an ear."""
    if len(word) < 4:
        return word
    place, kind = chance.randrange(1, len(word)), chance.random()
    letter = word[place]
    if kind < 0.35:
        return word[:place] + CONFUSED.get(letter, chance.choice(LETTERS)) + word[place + 1 :]
    if kind < 0.6:
        return word[:place] + word[place + 1 :]
    if kind < 0.75:
        return word[:place] + chance.choice(LETTERS) + word[place:]
    if kind < 0.9 and place + 1 < len(word):
        return word[:place] + word[place + 1] + letter + word[place + 2 :]
    return word[:place] + letter + word[place:]


# ---- a vault of them ----------------------------------------------------------------------------

_STAGED = 20_000
_CLIENT = ("id", "reference", "registered_at", "changed_at", "surname", "given_name", "patronymic")
_PLAIN = ("birth_date", "sex", "phones", "rnokpp", "actual_address")


def client_id(place: int) -> str:
    """The id of the person at a place of the list: spread out, as real ids are."""
    return f"{place * 0x9E3779B97F4A7C15F39CC0605CEDC835 % (1 << 128):032x}"


def reference(place: int) -> str:
    return f"{place:09d}"


def filled(path: Path, people: Sequence[Card]) -> None:
    """A new vault with these people, written straight into the tables.

    Without journal lines, without a way back, in memory that may be swapped out: nobody's data.
    """
    Database.create(path, KEY, ids=SystemIds())
    with of_invented_people():
        driver = connect(path, KEY)
    run = driver.execute
    for setting in (
        "journal_mode=OFF",
        "synchronous=OFF",
        "secure_delete=OFF",
        "cache_size=-262144",
        "temp_store=MEMORY",
    ):
        run(f"PRAGMA {setting}")
    run("DROP TRIGGER client_insert")
    run("BEGIN")
    run("CREATE TEMP TABLE staged_key AS SELECT * FROM client_key LIMIT 0")
    run("CREATE TEMP TABLE staged_block AS SELECT * FROM client_block LIMIT 0")
    words: set[str] = set()
    places = iter(range(len(people)))
    while some := list(islice(places, _STAGED)):
        words |= _staged(driver, people, some)
    for table, staged in (("client_key", "staged_key"), ("client_block", "staged_block")):
        run(f"INSERT INTO {table} SELECT * FROM {staged} ORDER BY 1, 2, 3")
        run(f"DROP TABLE {staged}")
    gaps = sorted((gap, word) for word in words for gap in gaps_of(word))
    driver.executemany("INSERT INTO name_word VALUES (?, ?)", gaps)
    run("INSERT INTO meta VALUES (?, ?)", (indexing.MADE, indexing.SHAPE))
    run("COMMIT")
    driver.close()


def _staged(driver: Any, people: Sequence[Card], places: Iterable[int]) -> set[str]:
    """The rows of some people, unsorted; the words of their names."""
    words: set[str] = set()
    made = [keys_of(client_id(place), people[place], reference(place)) for place in places]
    for one in made:
        words |= one.words
    driver.executemany(
        "INSERT INTO staged_key VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (row for one in made for row in one.keys),
    )
    driver.executemany(
        "INSERT INTO staged_block VALUES (?, ?, ?)", (row for one in made for row in one.blocks)
    )
    driver.executemany(_insert(driver), _client_rows(people, places))
    return words


def _insert(driver: Any) -> str:
    columns = driver.execute("PRAGMA table_info(client)").fetchall()
    given = (*_CLIENT, *_PLAIN)
    empty = {"document": "NULL", "representative": "NULL", "pre_war_address": "NULL"}
    nothing = {"other_names": "'[]'", "household": "'[]'", "statuses": "'[]'", "consents": "'[]'"}
    nothing |= {"accessibility": "'[]'", "safe_contact": "'{}'", "settlements": "'{}'"}
    nothing |= {"versions": "'{}'", "op_replica": "0", "op_seq": "0", "deleted": "0"}
    rest = [row for row in columns if row[1] not in given and row[1] not in empty and row[3]]
    names = [*given, *(row[1] for row in rest)]
    values = ["?"] * len(given) + [nothing.get(row[1], "''") for row in rest]
    return f"INSERT INTO client ({', '.join(names)}) VALUES ({', '.join(values)})"


def _client_rows(people: Sequence[Card], places: Iterable[int]) -> Iterator[tuple[object, ...]]:
    for place in places:
        one = people[place]
        yield (
            *(client_id(place), reference(place), "2026-11-24T08:30:00.000000Z"),
            *("2026-11-24T08:30:00.000000Z", one.surname, one.given_name, one.patronymic),
            *(one.birth_date and one.birth_date.isoformat(), one.sex.value),
            *(f'["{one.phones[0]}"]' if one.phones else "[]", one.rnokpp, one.actual_address),
        )


def kept_vault(folder: Path, number: int, seed: int = 1) -> tuple[Path, list[Card]]:
    """A vault of so many people; with BENCH_DIR it is kept for the next run."""
    people = cards(number, seed)
    place = Path(os.environ.get("BENCH_DIR", folder)) / f"crowd-{number}-{seed}.db"
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_suffix(".part")
        draft.unlink(missing_ok=True)
        filled(draft, people)
        draft.replace(place)
    return place, people


def opened(path: Path) -> Database:
    return Database.open(path, KEY, clock=SystemClock(), ids=SystemIds())
