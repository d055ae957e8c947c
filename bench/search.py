"""How fast the search and the look for duplicates are, over a real encrypted vault.

`python -m bench.search [CLIENTS] [SEED]` makes its own people, prints one line a measurement: the
median and the 99th hundredth of the processor time that one question takes, and how often misspelt
queries find their person among the first three.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from app.core.clock import SystemClock
from app.core.ids import SystemIds
from app.desk.intake import Intake
from app.registry import search, store
from app.registry.model import Card, Client, Sex
from app.registry.names import other_layout
from app.storage.database import Database


def listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


BEGINNINGS = listed(
    "Ба Бе Бон Бур Ва Вер Вов Га Гай Гон Гри Да Дем Дов Дуб Же За Зел Зін Іва Ка Кир Ков Ко Кра "
    "Кру Кузь Куч Ла Лев Лі Лисе Ма Мель Ми Мороз На Не Олі Па Пет Пили По При Ра Ру Са Сем Сид "
    "Ско Со Ста Су Та Тим Ти То Ту Фе Хар Хо Че Чор Шев Ша Ши Щер Юр Яв Яко"
)
MIDDLES = listed(
    "б вал вер г гор д др ж з л к кал ков лев лин м мар н нас п пан р рем с сел ст т тар х ч ш"
)
ENDINGS = listed("енко ук юк чук ак ко ченко ик ів ишин ець айло ський цький ова ий ій ан ун ига")
WOMEN = listed(
    "Олена Наталія Ірина Оксана Тетяна Марія Ганна Світлана Людмила Галина Надія Любов Віра Юлія "
    "Катерина Вікторія Ольга Софія Дарина Христина Ярослава Зоряна Соломія Леся Лариса Валентина"
)
MEN = listed(
    "Олександр Андрій Сергій Іван Микола Василь Петро Юрій Михайло Володимир Віктор Олег Ігор "
    "Дмитро Максим Богдан Тарас Роман Степан Ярослав Євген Артем Назар Остап Павло Анатолій"
)
FATHERS = listed("Олександр Сергі Іван Василь Михайл Володимир Віктор Олег Дмитр Богдан Тарас")
OPERATORS = listed("50 63 66 67 68 73 93 95 96 97 98 99")
CONFUSED = {
    "и": "і",
    "і": "и",
    "е": "и",
    "г": "х",
    "ц": "с",
    "о": "а",
    "а": "о",
    "у": "в",
    "ш": "щ",
    "з": "с",
}
LETTERS = "абвгдеєжзиіїйклмнопрстуфхцчшщьюя"


def surnames(chance: random.Random, number: int) -> list[str]:
    made: dict[str, None] = {}
    while len(made) < number:
        middle = chance.choice(MIDDLES) + (chance.choice(MIDDLES) if chance.random() < 0.3 else "")
        made[chance.choice(BEGINNINGS) + middle + chance.choice(ENDINGS)] = None
    return list(made)


def cards(number: int, seed: int) -> list[Card]:
    chance = random.Random(seed)
    names = surnames(chance, 25_000)
    weights = [1 / (place + 60) ** 1.02 for place in range(len(names))]
    return [person(chance, surname) for surname in chance.choices(names, weights=weights, k=number)]


def person(chance: random.Random, surname: str) -> Card:
    woman = chance.random() < 0.56
    father = chance.choice(FATHERS)
    return Card(
        surname=surname,
        given_name=chance.choice(WOMEN if woman else MEN),
        patronymic=father + ("івна" if woman else "ович"),
        birth_date=date(1935, 1, 1) + timedelta(days=chance.randrange(26_000)),
        sex=Sex.FEMALE if woman else Sex.MALE,
        phones=(f"+380{chance.choice(OPERATORS)}{chance.randrange(10**7):07d}",),
        rnokpp=f"{chance.randrange(10**10):010d}" if chance.random() < 0.6 else "",
    )


def typo(word: str, chance: random.Random) -> str:
    """One mistake of a typing hand or of an ear."""
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


def filled(database: Database, people: Sequence[Card]) -> list[str]:
    clock, ids = SystemClock(), SystemIds()
    references: list[str] = []
    for start in range(0, len(people), 2000):
        with database.writing("client.registered", author="bench") as session:
            for card in people[start : start + 2000]:
                reference = f"{len(references):09d}"
                now = clock.now()
                client = Client(
                    id=ids.record(),
                    reference=reference,
                    card=card,
                    versions={},
                    registered_at=now,
                    changed_at=now,
                )
                store.add_client(session, client)
                references.append(client.id)
    return references


def measured(what: str, ask: Callable[[str], object], queries: Sequence[str]) -> None:
    for query in queries[:5]:
        ask(query)
    times = []
    for query in queries:
        start = time.thread_time_ns()
        ask(query)
        times.append((time.thread_time_ns() - start) / 1e6)
    times.sort()
    middle, worst = statistics.median(times), times[len(times) * 99 // 100]
    print(f"{what:34} p50 {middle:7.2f} ms   p99 {worst:7.2f} ms", flush=True)


def among_three(intake: Intake, asked: Sequence[tuple[str, str]]) -> float:
    return sum(
        wanted in [one.client_id for one in intake.find(query)[:3]] for query, wanted in asked
    ) / len(asked)


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    chance = random.Random(seed + 1)
    people = cards(number, seed)
    with tempfile.TemporaryDirectory() as folder:
        path, key = Path(folder) / "vault.db", "0123456789abcdef" * 4
        Database.create(path, key, ids=SystemIds())
        database = Database.open(path, key, clock=SystemClock(), ids=SystemIds())
        started = time.perf_counter()
        ids = filled(database, people)
        took, size = time.perf_counter() - started, path.stat().st_size / 1e6
        print(f"{number} clients in {took:.1f} s, {size:.0f} MB", flush=True)
        intake = Intake(database, clock=SystemClock(), ids=SystemIds(), author="bench")
        report(intake, database, people, ids, chance)
        database.close()


def report(
    intake: Intake, database: Database, people: list[Card], ids: list[str], chance: random.Random
) -> None:
    some = [chance.randrange(len(people)) for _ in range(300)]
    chosen = [people[place] for place in some]
    for letters in (1, 2, 3, 5):
        measured(
            f"surname, {letters} letters", intake.find, [one.surname[:letters] for one in chosen]
        )
    full = [f"{one.given_name} {one.surname}" for one in chosen]
    measured("given name and surname", intake.find, full)
    measured(
        "surname and initials",
        intake.find,
        [f"{one.surname} {one.given_name[0]}. {one.patronymic[0]}." for one in chosen],
    )
    measured(
        "two initials", intake.find, [f"{one.given_name[0]} {one.surname[0]}" for one in chosen]
    )
    measured(
        "surname and year",
        intake.find,
        [f"{one.surname[:5]} {one.birth_date:%y}" for one in chosen],
    )
    measured("birth date", intake.find, [f"{one.birth_date:%d.%m.%Y}" for one in chosen])
    measured("four digits of a phone", intake.find, [one.phones[0][-4:] for one in chosen])
    measured("wrong layout", intake.find, [other_layout(query) for query in full])
    measured("misspelt surname", intake.find, [typo(one.surname, chance) for one in chosen])
    measured("nobody", intake.find, [f"{one.surname}ґщ" for one in chosen])
    with database.reading() as session:
        measured(
            "hits alone, 3 letters",
            lambda query: search.hits(session, query, today=date(2026, 11, 24), limit=20),
            [one.surname[:3] for one in chosen],
        )
    measured_duplicates(intake, chosen, chance)
    for what, rest in (("birth date", "{0.birth_date:%d.%m.%Y}"), ("patronymic", "{0.patronymic}")):
        asked = []
        for place in some:
            one = people[place]
            query = f"{typo(one.surname, chance)} {one.given_name} {rest.format(one)}"
            asked.append((query, ids[place]))
        share = among_three(intake, asked)
        print(f"misspelt surname, name, {what}: among the first three {share:.3f}")


def measured_duplicates(intake: Intake, chosen: Sequence[Card], chance: random.Random) -> None:
    changed = {
        str(n): replace(card, surname=typo(card.surname, chance)) for n, card in enumerate(chosen)
    }
    measured("likely duplicates", lambda n: intake.likely_duplicates(changed[n]), list(changed))
    named = sum(bool(intake.likely_duplicates(card)) for card in changed.values()) / len(changed)
    print(f"misspelt duplicates named {named:.3f}")


if __name__ == "__main__":
    main()
