"""Whether two cards may be of one person."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.registry.blocks import asked_of, blocks_of
from app.registry.keys import gaps, keys_of
from app.registry.likeness import LIKELY, weigh
from app.registry.model import Card, DocumentKind, IdentityDocument, Sex
from tests.registry.test_card_json import CARDS

OLENA = Card(
    surname="Шевченко",
    given_name="Олена",
    patronymic="Іванівна",
    birth_date=date(1986, 3, 7),
    sex=Sex.FEMALE,
    phones=("+380501234567",),
    actual_address="м. Київ, вул. Садова, 5",
)


def compared(asked: Card, kept: Card) -> bool:
    """Whether a look for the one comes upon the other."""
    whole, begun = asked_of(asked)
    blocks = {block for block, _ in blocks_of(kept)}
    return bool(blocks & set(whole)) or any(block.startswith(begun) for block in blocks)


@pytest.mark.covers("F86", "F87")
@pytest.mark.parametrize(
    "other",
    [
        OLENA,
        replace(OLENA, surname="Шевчинко"),
        replace(OLENA, surname="Шевченка", phones=()),
        replace(OLENA, patronymic="", phones=(), actual_address=""),
        replace(OLENA, birth_date=date(1986, 7, 3)),
        replace(OLENA, birth_date=date(1986, 3, 8), phones=()),
        replace(OLENA, given_name="Елена"),
        replace(OLENA, given_name="О", patronymic="І"),
        replace(OLENA, surname="Коваль", former_surname="Шевченко"),
        replace(OLENA, surname="Мельник"),
        replace(OLENA, surname="Мельник", phones=(), actual_address=""),  # married, moved
        Card(surname="Шевченко", given_name="Олена", birth_date=date(1986, 3, 7)),
    ],
)
def test_one_person_written_twice(other: Card) -> None:
    weighed = weigh(OLENA, other)
    assert weighed.likely, weighed
    assert weighed.speaks_for
    assert compared(OLENA, other), "they are compared at all"
    assert compared(other, OLENA)


@pytest.mark.covers("F86", "F87")
@pytest.mark.parametrize(
    "other",
    [
        replace(OLENA, given_name="Оксана"),  # a twin sister
        replace(OLENA, given_name="Оксана", surname="Мельник"),  # the same, married
        replace(OLENA, surname="Мельник", birth_date=date(1986, 11, 20)),  # a namesake next door
        replace(OLENA, surname="Мельник", patronymic="Петрівна", phones=(), actual_address=""),
        replace(OLENA, given_name="Олег", patronymic="Іванович", sex=Sex.MALE),  # a twin brother
        replace(OLENA, birth_date=date(2010, 5, 1)),  # a namesake at one address
        replace(OLENA, birth_date=date(1958, 1, 2), patronymic="Петрівна"),
        replace(OLENA, given_name="Іван", patronymic="Петрович", birth_date=date(1960, 1, 1)),
        Card(surname="Шевченко", given_name="Марія"),
        Card(surname="Шевченко"),
        Card(phones=("+380501234567",), alias="Сусідка"),
    ],
)
def test_two_people_stay_apart(other: Card) -> None:
    assert not weigh(OLENA, other).likely, weigh(OLENA, other)


@pytest.mark.covers("F86")
def test_a_contradicting_birth_date_lowers_the_score_and_is_said() -> None:
    same = weigh(OLENA, OLENA)
    contradicted = weigh(OLENA, replace(OLENA, birth_date=date(1990, 11, 30)))
    assert contradicted.score < same.score
    assert "likeness.other_birth_date" in contradicted.speaks_against
    assert "likeness.same_full_name" in contradicted.speaks_for


def test_papers_prove_and_disprove() -> None:
    mine = replace(OLENA, rnokpp="3184710691")
    assert weigh(mine, Card(alias="Оля", rnokpp="3184710691")).likely
    assert "likeness.other_rnokpp" in weigh(mine, replace(mine, rnokpp="1759013776")).speaks_against
    paper = IdentityDocument(kind=DocumentKind.ID_CARD, number="000123456")
    lost = replace(OLENA, document=paper)
    assert "likeness.same_document" in weigh(lost, Card(document=paper)).speaks_for
    new = replace(OLENA, document=replace(paper, number="000999999"))
    assert weigh(lost, new).likely, "papers are lost and replaced"
    assert weigh(replace(OLENA, unzr="19910824-00026"), Card(unzr="19910824-00026")).speaks_for
    assert weigh(Card(alias="Оля"), Card(alias="оля")).score >= LIKELY


@settings(deadline=None, max_examples=80)
@given(CARDS, CARDS)
def test_the_order_of_the_two_makes_no_difference(one: Card, other: Card) -> None:
    there, back = weigh(one, other), weigh(other, one)
    assert there.score == back.score
    assert set(there.speaks_for) == set(back.speaks_for)
    assert set(there.speaks_against) == set(back.speaks_against)
    assert 0 <= there.score <= 100


@settings(deadline=None, max_examples=80)
@given(CARDS)
def test_every_card_has_keys_that_can_be_stored(card: Card) -> None:
    rows = keys_of("id", card, "95R-F7N-D63")
    for row in (*rows.keys, *rows.blocks):
        assert len(str(row[1])) <= 200
        "".join(map(str, row)).encode()
    assert len(rows.words) <= 24


@given(st.text("абвгде", min_size=4, max_size=7), st.data())
def test_one_mistake_always_leaves_a_common_gap(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("абвгде"))
    wrong = {
        word[:place] + word[place + 1 :],
        word[:place] + letter + word[place + 1 :],
        word[: place + 1][:-2]
        + word[place : place + 1]
        + word[place - 1 : place]
        + word[place + 1 :]
        if place
        else word,
    }
    for other in wrong:
        assert gaps(word) & gaps(other)
