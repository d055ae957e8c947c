"""What is sealed opens for those who were named, for nobody else, and never altered."""

from random import Random

import pytest

from app.core.errors import VaultError
from app.vault import pairs, recovery_code
from app.vault.pairs import Pair
from app.vault.sealing import seal, unseal

CONTENT = "Притулок, вул. Вигадана, 7".encode()


@pytest.mark.covers("F109")
def test_everybody_named_opens_it_and_nobody_else_does() -> None:
    people = [Pair.random() for _ in range(3)]
    sealed = seal(CONTENT, [one.public().seal for one in people])
    assert CONTENT not in sealed
    assert {unseal(sealed, one) for one in people} == {CONTENT}
    with pytest.raises(VaultError) as told:
        unseal(sealed, Pair.random())
    assert told.value.code == "seal.not_for_you"


def test_a_changed_byte_anywhere_is_found() -> None:
    one, chance = Pair.random(), Random(11)
    sealed = seal(CONTENT, [one.public().seal, Pair.random().public().seal])
    for _ in range(300):
        spoilt = bytearray(sealed)
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
        with pytest.raises(VaultError):
            unseal(bytes(spoilt), one)
    for length in range(len(sealed)):
        with pytest.raises(VaultError):
            unseal(sealed[:length], one)


def test_a_seal_for_nobody_is_not_made() -> None:
    with pytest.raises(ValueError, match="nobody"):
        seal(CONTENT, [])


@pytest.mark.covers("R-18")
def test_the_printed_code_alone_is_the_pair_of_the_office() -> None:
    code = recovery_code.new()
    sealed = seal(CONTENT, [pairs.of_office(code).public().seal])
    assert unseal(sealed, pairs.of_office(code.lower().replace("-", " "))) == CONTENT


def test_a_signature_fits_its_holder_and_its_words() -> None:
    one, other = Pair.random(), Pair.random()
    signature = one.sign(CONTENT)
    assert one.public().signed(CONTENT, signature)
    assert not one.public().signed(CONTENT + b".", signature)
    assert not other.public().signed(CONTENT, signature)
    assert not one.public().signed(CONTENT, b"")
    assert one.raw.hex() not in repr(one)
