"""Packs: YAML that a lawyer can read, into frozen models; every fault with file, line and advice.

Nobody else in the program reads YAML. A pack never stops the reading of the others: all faults are
collected. Values are those of YAML 1.2 (`no` is a word, not a refusal), a key may stand only once.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError

from app.content import sentences
from app.core.words import Text

Model = TypeVar("Model", bound=BaseModel)
Plain = dict[str, Any] | list[Any] | str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something wrong in a pack: where, and what in words that a lawyer understands."""

    file: str
    line: int
    words: Text

    def __str__(self) -> str:
        """File, line and the English sentence, as a script reads it."""
        return f"{self.file}:{self.line}: {self.words.en}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack(Generic[Model]):
    """One pack as it was read, with the hash of its content."""

    file: str
    sha256: str
    content: Model


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A YAML file as plain values, with the lines that they stand on."""

    file: str
    plain: Plain
    lines: Mapping[tuple[str | int, ...], int]

    def line(self, place: Sequence[str | int]) -> int:
        """The line of the innermost part of `place` that stands in the file."""
        steps = tuple(place)
        while steps and steps not in self.lines:
            steps = steps[:-1]
        return self.lines.get(steps, 1)


def read_sheet(path: Path, *, file: str = "") -> Sheet | Fault:
    """Read one YAML file; what is no YAML is a fault."""
    name = file or path.name
    try:
        read = YAML(typ="rt", pure=True).load(path.read_text("utf-8"))
    except DuplicateKeyError as problem:
        key = str(problem.problem or "").partition('"')[2].partition('"')[0]
        return Fault(file=name, line=_line_of(problem), words=sentences.twice(key))
    except MarkedYAMLError as problem:
        return Fault(file=name, line=_line_of(problem), words=sentences.no_yaml())
    except UnicodeDecodeError:
        return Fault(file=name, line=1, words=sentences.no_utf8())
    lines: dict[tuple[str | int, ...], int] = {}
    return Sheet(file=name, plain=_plain(read, (), lines), lines=lines)


def _line_of(problem: MarkedYAMLError) -> int:
    mark = problem.problem_mark or problem.context_mark
    return 1 if mark is None else int(mark.line) + 1


def _plain(
    value: Any, place: tuple[str | int, ...], lines: dict[tuple[str | int, ...], int]
) -> Any:
    """Python's own types without ruamel's; remembers the line of each place."""
    if isinstance(value, CommentedMap):
        lines.setdefault(place, int(value.lc.line) + 1)
        found = {}
        for key, part in value.items():
            inner = (*place, str(key))
            lines[inner] = int(value.lc.key(key)[0]) + 1
            found[str(key)] = _plain(part, inner, lines)
        return found
    if isinstance(value, CommentedSeq):
        found_parts = []
        for number, part in enumerate(value):
            inner = (*place, number)
            lines[inner] = int(value.lc.item(number)[0]) + 1
            found_parts.append(_plain(part, inner, lines))
        return found_parts
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return int(value)
    return float(value) if isinstance(value, float) else str(value)


def read_packs(folder: Path, model: type[Model]) -> tuple[list[Pack[Model]], list[Fault]]:
    """Every pack under `folder`, in the order of their names, and all faults found in them."""
    packs: list[Pack[Model]] = []
    faults: list[Fault] = []
    for path in sorted(folder.rglob("*.yaml")):
        sheet = read_sheet(path, file=f"{folder.name}/{path.relative_to(folder).as_posix()}")
        if isinstance(sheet, Fault):
            faults.append(sheet)
            continue
        pack = check(sheet, model)
        if isinstance(pack, Pack):
            packs.append(pack)
        else:
            faults += pack
    return packs, faults


def digest(plain: Plain) -> str:
    """The hash of a pack's content, the same however the YAML was laid out."""
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def check(sheet: Sheet, model: type[Model]) -> Pack[Model] | list[Fault]:
    """The pack of a sheet, or everything that is wrong with it."""
    try:
        content = model.model_validate(sheet.plain)
    except ValidationError as problem:
        return [_fault(sheet, model, error) for error in problem.errors()]
    return Pack(file=sheet.file, sha256=digest(sheet.plain), content=content)


def _fault(sheet: Sheet, model: type[BaseModel], error: ErrorDetails) -> Fault:
    place = error["loc"]
    return Fault(file=sheet.file, line=sheet.line(place), words=_sentence(model, error))


def _sentence(model: type[BaseModel], error: ErrorDetails) -> Text:
    place = error["loc"]
    name = str(place[-1]) if place else ""
    kind = error["type"]
    if kind == "extra_forbidden":
        near = process.extractOne(name, sorted(_names(model)), score_cutoff=70)
        return sentences.unknown_field(name, near[0] if near else "")
    if kind == "missing":
        return sentences.missing(name)
    if kind == "value_error":
        return sentences.own(str(error["ctx"]["error"]))
    return sentences.wrong_value(name, error["input"], error["msg"])


def _names(model: type[BaseModel]) -> set[str]:
    """The names of all fields of a model and of the models inside it."""
    return reduce(set.union, (_own_names(inner) for inner in _models(model, set())), set[str]())


def _own_names(model: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


def _models(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    if model in seen:
        return
    seen.add(model)
    yield model
    for field in model.model_fields.values():
        for part in _parts(field.annotation):
            yield from _models(part, seen)


def _parts(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _parts(inner)
