"""R-11: of 300 hostile files and 5,000 mutated ones none is accepted, and no code is run.

Most files are sound but for one thing. Those of the second kind carry two good signatures: even a
publisher's mistake must not hang the program, hide a letter or leave the folder.
"""

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.content import bundle as bundles
from app.content.bundle import MOST_BYTES, MOST_DEEP, MOST_FILES, opened, publishers
from app.core.errors import InputError
from installer.publish import signed, signed_too
from tests.packs.publishing import FILE, IDS, KEYS, STRANGER, TRUSTED, bundle, document, terms
from tests.trials.frame import Trial


def _code_of(raw: bytes) -> str:
    with pytest.raises(InputError) as refused:
        opened(raw, TRUSTED)
    return refused.value.code


def test_two_of_three_are_enough_and_are_named() -> None:
    found = opened(bundle(7), TRUSTED)
    assert (found.number, found.signers) == (7, ("Центр", "Юрист"))
    assert [sheet.file for sheet in found.sheets] == [FILE]
    assert len(opened(signed_too(bundle(), KEYS[1]), TRUSTED).signers) == 3


def test_a_release_never_trusts_the_keys_of_the_tests() -> None:
    shipped = publishers()
    assert shipped.needed == 2
    assert not set(shipped.keys) & set(IDS)


# ---- not signed by two ----------------------------------------


def _unsigned() -> Iterator[bytes]:
    payload = document()
    one, two, _three = KEYS
    yield b""
    yield payload
    yield b"\n\n" + payload
    yield signed(payload)
    for key in (*KEYS, STRANGER):
        yield signed(payload, key)
        yield signed(payload, key, key)
        yield signed(payload, key, key, key)
        yield signed(payload, key, STRANGER)
        yield signed(payload, STRANGER, key, STRANGER)
    good = signed(payload, one, two)
    head, _, _ = good.partition(b"\n\n")
    for other in (document(2), payload + b" ", payload[:-1], b" " + payload, payload * 2, b"{}"):
        yield head + b"\n\n" + other
    lines = head.split(b"\n")
    for change in (
        lambda line: line.upper(), lambda line: line[::-1], lambda line: line + b" ",
        lambda line: b" " + line, lambda line: line[:-2], lambda line: line + b"00",
        lambda line: line.replace(b" ", b"\t"), lambda line: line.replace(b" ", b"  "),
        lambda _: b"", lambda line: line + b"\r", lambda line: line + b"\x00",
        lambda line: line[:17] + b"0" * 128, lambda line: line[:17] + b"f" * 128,
        lambda line: IDS[2].encode() + line[16:], lambda line: b"0" * 16 + line[16:],
    ):  # fmt: skip
        for place in range(len(lines)):
            changed = [change(line) if n == place else line for n, line in enumerate(lines)]
            yield b"\n".join(changed) + b"\n\n" + payload
    yield b"pryimalnia pack 1\n" + b"\n".join(lines[1:] * 9) + b"\n\n" + payload
    yield b"pryimalnia pack 2\n" + b"\n".join(lines[1:]) + b"\n\n" + payload
    yield b"\xef\xbb\xbf" + good
    yield good.replace(b"\n", b"\r\n")
    for cut in range(0, len(head) + 2, 9):
        yield good[:cut]
    # Files of other kinds.
    yield b"PK\x03\x04" + good
    yield b"\x1f\x8b\x08" + good
    yield b"\x80\x04\x95cos\nsystem\n(S'true'\ntR."
    yield b"!!python/object/apply:os.system ['true']"
    yield b"#!/bin/sh\ntrue\n\n" + payload
    yield b"pryimalnia pack 1\n" + b"a" * 100_000
    yield (b"\n" * 100_000)


# ---- signed by two, and wrong ----------------------------------------


def _raw_documents() -> Iterator[bytes]:
    """Content that is not what the one JSON document may be."""
    sound = document()
    yield b"null"
    yield b"[]"
    yield b'"text"'
    yield b"{}"
    yield b"\xff\xfe" + sound
    yield sound.decode().encode("utf-16")
    yield sound + b"{}"
    yield sound + b"\x00"
    yield b"[" * 200_000
    yield b'{"a":' * 100_000
    yield sound.replace(b'"number": 1', b'"number": 1, "number": 2')
    yield sound.replace(b'"edition": ', b'"edition": "2020-01", "edition": ')
    for number in (b"NaN", b"Infinity", b"-Infinity", b"1e9", b"1.0", b"true", b'"1"', b"9" * 5000,
                   b"0", b"-1", b"1000000", b"null", b"[]", b"{}"):  # fmt: skip
        yield sound.replace(b'"number": 1', b'"number": ' + number)


def _heads() -> Iterator[dict[str, Any]]:
    """Parts around the packs that are wrong."""
    for day in ("", "2026-13-01", "2026-02-30", "24.11.2026", "2026-11-24T00:00", 20261124, None,
                "२०२६-११-२४", "2026-11-24\n"):  # fmt: skip
        yield {"made_on": day}
    several: tuple[Any, ...] = (
        "words",
        None,
        {},
        {"uk": "лише"},
        {"en": "only"},
        {"uk": 1, "en": 2},
        [],
        {"uk": "а", "en": "b", "ru": "в"},
    )
    for text in several:
        yield {"title": text}
        yield {"note": text}
    for name in ("run", "script", "__class__", "needed", "keys", "signers", "eval", "takes_away"):
        yield {name: "x"}


HIDDEN = (
    "\x00\x01\x07\x08\x0b\x0c\x0d\x1b\x1f\x7f\x85\x9b\u061c\u200b\u200e\u200f"
    "\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
NAMES = (
    "", ".", "..", "/", "terms.yaml", "rules", "rules/", "/etc/passwd", "/rules/terms.yaml",
    "../rules/terms.yaml", "rules/../terms.yaml", "rules/../../vault.db", "rules/./terms.yaml",
    "rules//terms.yaml", "rules\\terms.yaml", "..\\..\\terms.yaml", "C:\\rules\\terms.yaml",
    "rules/terms.yaml/", "rules/terms.yml", "rules/terms.json", "rules/terms.py", "rules/terms",
    "rules/terms.yaml\n", "rules/terms.yaml\x00", "rules/terms.yaml.exe", "rules/тerms.yaml",
    "RULES/terms.yaml", "rules/Terms.yaml", "rules/.terms.yaml", "rules/a..b.yaml", "~/terms.yaml",
    "rules/$HOME.yaml", "rules/%2e%2e.yaml", "rules/a b.yaml", "rules/con:stream.yaml",
    "words/actions.yaml", "compiled/content.json", "publishers.json", "fonts/a.yaml",
    "icons/a.yaml", "rules/a/b/c/d/e.yaml", "rules/" + "a" * 300 + ".yaml", "file:///rules/a.yaml",
    "http://rules/a.yaml", "rules/a.yaml?x", "rules/a.yaml#x", "rules/*.yaml", "keyslots.json",
    "rules/\u202eterms.yaml", "forms/../rules/terms.yaml", "forms/", "forms/a.yaml/b", "vault.db",
)  # fmt: skip


def _wrong() -> Iterator[bytes]:
    yield from _raw_documents()
    yield from (document(**head) for head in _heads())
    yield document(files={})
    shapes: tuple[Any, ...] = ([], "text", None, 1, True, [{}])
    for plain in shapes:
        yield document(files={FILE: plain})
        yield document(files=plain)
    yield from (document(files={name: terms()}) for name in NAMES)
    yield document(files={f"rules/a{n}.yaml": {} for n in range(MOST_FILES + 1)})
    for sign in HIDDEN:
        yield document(note={"uk": f"строк{sign}", "en": "term"})
        yield document(files={FILE: {"id": "terms", f"a{sign}": 1}})
    yield document(note={"uk": "а" * 20_001, "en": "a"})
    deep: Any = "bottom"
    for _ in range(MOST_DEEP + 2):
        deep = {"a": deep}
    yield document(files={FILE: deep})
    yield document(note={"uk": "x", "en": "x"}).replace(b'"x"', b'"\\ud800"')


UNSIGNED = tuple(_unsigned())
WRONG = tuple(signed(payload, KEYS[0], KEYS[1]) for payload in _wrong())


@pytest.mark.covers("R-11")
def test_no_hostile_file_is_accepted(trial: Trial) -> None:
    trial.tell(files=len({*UNSIGNED, *WRONG}), accepted=0)
    assert len({*UNSIGNED, *WRONG}) >= 300
    for raw in UNSIGNED:
        assert _code_of(raw) in {"bundle.not_one", "bundle.not_signed"}, raw[:200]
    for raw in WRONG:
        assert _code_of(raw) == "bundle.wrong_content", raw[150:600]


@pytest.mark.covers("R-11")
def test_nothing_is_parsed_before_two_signatures_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = []
    monkeypatch.setattr(json, "loads", lambda *_, **__: parsed.append(1))
    for raw in UNSIGNED:
        _code_of(raw)
    assert not parsed


@pytest.mark.covers("R-11")
def test_no_mutated_bundle_is_accepted_and_no_code_is_run(trial: Trial) -> None:
    chance = trial.chance()
    good = [bundle(n) for n in (1, 2, 3)]
    started: list[str] = []
    watching = True

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        forbidden = (
            "exec",
            "compile",
            "os.system",
            "subprocess.Popen",
            "pickle.find_class",
            "open",
        )
        if watching and event in forbidden and str(arguments)[:8] != "(<code o":
            started.append(event)

    opened(good[0], TRUSTED)  # everything is imported before anybody watches
    sys.addaudithook(hook)
    accepted = 0
    for _ in range(trial.times(ci=5_000, soak=100_000)):
        raw = _mutated(chance, good)
        try:
            opened(raw, TRUSTED)
            accepted += raw not in good
        except InputError:
            pass
    watching = False
    trial.tell(accepted=accepted, code_run=len(started))
    assert (accepted, started) == (0, [])


def _mutated(chance: random.Random, good: list[bytes]) -> bytes:
    raw, other = bytearray(chance.choice(good)), chance.choice(good)
    for _ in range(chance.choice((1, 1, 1, 2, 8))):
        place = chance.randrange(len(raw) or 1) if chance.random() < 0.5 else chance.randrange(400)
        match chance.randrange(5):
            case 0:
                raw[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                del raw[place : place + chance.randrange(1, 60)]
            case 2:
                raw[place:place] = bytes(chance.randrange(256) for _ in range(chance.randrange(9)))
            case 3:
                end = place + chance.randrange(1, 400)
                raw[place:end] = other[place:end]
            case _:
                raw[place:] = other[place:]
    return bytes(raw)


@pytest.mark.covers("R-11")
def test_what_is_no_file_or_too_large_is_refused(tmp_path: Path) -> None:
    large = tmp_path / "large.pack"
    with large.open("wb") as file:
        file.truncate(2 * 1024**3)  # two gibibytes that take no room
    link = tmp_path / "link.pack"
    link.symlink_to(tmp_path / "nowhere")
    for path, code in ((large, "too_large"), (link, "unreadable"), (tmp_path, "unreadable")):
        with pytest.raises(InputError) as refused:
            bundles.read(path)
        assert refused.value.code == f"bundle.{code}"
    assert MOST_BYTES < 2 * 1024**3
