"""Packs: YAML that a lawyer can read, into frozen models; every fault with file, line and advice.

Nobody else in the program reads YAML. A pack never stops the reading of the others: all faults are
collected. Values are those of YAML 1.2 (`no` is a word, not a refusal), a key may stand only once.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, SequenceNode

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
class Sheet:
    """A YAML file as plain values, with the lines that they stand on."""

    file: str
    plain: Plain
    lines: Mapping[tuple[str | int, ...], int]
    sha256: str = ""
    """The hash of the content when it is known already (a compiled pack)."""

    def line(self, place: Sequence[str | int]) -> int:
        """The line of the innermost part of `place` that stands in the file."""
        steps: tuple[str | int, ...] = ()
        for step in place:
            # Places of a schema also name branches of it, which stand in no file.
            steps = (*steps, step) if (*steps, step) in self.lines else steps
        return self.lines.get(steps, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack(Generic[Model]):
    """One pack as it was read, with the hash of its content."""

    file: str
    sha256: str
    content: Model
    sheet: Sheet


def read_sheet(path: Path, *, file: str = "") -> Sheet | list[Fault]:
    """Read one YAML file; everything wrong with it as YAML, and with its texts, at once."""
    name = file or path.name
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError:
        return [Fault(file=name, line=1, words=sentences.no_utf8())]
    except OSError:
        return [Fault(file=name, line=1, words=sentences.no_file())]
    found = _read(text, name)
    return found if isinstance(found, Sheet) else list(found)


@lru_cache(maxsize=256)
def _read(text: str, file: str) -> Sheet | tuple[Fault, ...]:
    """The same text is read once: YAML costs a second for all packs."""
    try:
        root = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as problem:
        return (Fault(file=file, line=_line_of(problem), words=sentences.no_yaml()),)
    except (YAMLError, RecursionError, ValueError):
        return (Fault(file=file, line=1, words=sentences.no_yaml()),)
    reading = _Reading(file=file)
    plain = reading.plain(root, ()) if root is not None else {}
    if reading.faults:
        return tuple(reading.faults)
    return Sheet(file=file, plain=plain, lines=reading.lines)


def _line_of(problem: MarkedYAMLError) -> int:
    mark = problem.problem_mark or problem.context_mark
    return 1 if mark is None else int(mark.line) + 1


@dataclass(slots=True)
class _Reading:
    """One file on its way from YAML's nodes to plain values."""

    file: str
    lines: dict[tuple[str | int, ...], int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def plain(self, node: Any, place: tuple[str | int, ...]) -> Any:
        """The node as Python's own types; remembers the line of each place."""
        self.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, MappingNode | SequenceNode):
            if id(node) in self.seen:  # a few of them unfold into more than memory holds
                self._fault(node.start_mark.line + 1, sentences.no_alias())
                return None
            self.seen.add(id(node))
        if isinstance(node, MappingNode):
            return self._mapping(node, place)
        if isinstance(node, SequenceNode):
            return [self.plain(part, (*place, number)) for number, part in enumerate(node.value)]
        return _scalar(node.tag.rpartition(":")[2], node.value)

    def _mapping(self, node: Any, place: tuple[str | int, ...]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, part in node.value:
            name, line = str(key.value), key.start_mark.line + 1
            if name in found:
                self._fault(line, sentences.twice(name))
                continue
            self.lines[(*place, name)] = line
            found[name] = self.plain(part, (*place, name))
        if place and {"uk", "en"} & set(found):
            self._text(found, node.start_mark.line + 1)
        return found

    def _text(self, found: dict[str, Any], line: int) -> None:
        """A text stands in both languages, and none of them is empty."""
        for language in ("uk", "en"):
            if not found.get(language):
                self._fault(line, sentences.missing(language))
        for name in sorted(set(found) - {"uk", "en"}):
            self._fault(line, sentences.unknown_field(name, ""))

    def _fault(self, line: int, words: Text) -> None:
        self.faults.append(Fault(file=self.file, line=line, words=words))


def _scalar(kind: str, text: str) -> Plain:
    """The value of a word, as YAML 1.2 reads it; dates stay texts for the models to read."""
    if kind == "null":
        return None
    if kind == "bool":
        return text.casefold() == "true"
    try:
        if kind == "int":
            return int(text.replace("_", ""), 0 if text[:2].casefold() in {"0x", "0o"} else 10)
        return float(text) if kind == "float" else text
    except ValueError:
        return text  # `.nan` or a number without end: whoever wanted a number refuses the word


def read_packs(folder: Path, model: type[Model]) -> tuple[list[Pack[Model]], list[Fault]]:
    """Every pack under `folder`, in the order of their names, and all faults found in them."""
    packs: list[Pack[Model]] = []
    faults: list[Fault] = []
    for path in sorted(folder.rglob("*.yaml")):
        sheet = read_sheet(path, file=f"{folder.name}/{path.relative_to(folder).as_posix()}")
        if not isinstance(sheet, Sheet):
            faults += sheet
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
    sha256 = sheet.sha256 or digest(sheet.plain)
    return Pack(file=sheet.file, sha256=sha256, content=content, sheet=sheet)


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
    for one in model.model_fields.values():
        for part in _parts(one.annotation):
            yield from _models(part, seen)


def _parts(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _parts(inner)
