"""Commands of the papers: list, show, fill from JSON, and the blank form to fill by hand."""

import argparse
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from app.cli.call import Call, Commands
from app.content.installed import library_of
from app.content.library import Library
from app.core.clock import today
from app.core.errors import Exit, InputError
from app.core.paths import Home
from app.core.words import LANGUAGES, Language, Text
from app.forms import declension, shelf
from app.forms.fill import empty, fill
from app.forms.model import Field, Filled, Form, Imprint
from app.forms.saving import save

LONGEST_REFERENCE = 60


def add(commands: Commands) -> None:
    """Register `forms list | show | fill | blank`."""
    group = commands.add_parser("forms", help="the papers: list, show, fill, blank")
    acts = group.add_subparsers(title="forms", metavar="ACT", required=True)
    acts.add_parser("list", help="every form as JSON").set_defaults(work=list_forms)
    show = acts.add_parser("show", help="the fields of one form as JSON")
    show.add_argument("form", metavar="FORM")
    show.set_defaults(work=show_form)
    filled = acts.add_parser("fill", help="fill a form from JSON; a list makes one PDF of many")
    filled.add_argument("form", metavar="FORM")
    filled.add_argument("--data", metavar="FILE.json", type=Path, required=True)
    _output(filled)
    filled.set_defaults(work=fill_form)
    blank = acts.add_parser("blank", help="the numbered form to fill by hand")
    blank.add_argument("form", metavar="FORM")
    _output(blank)
    blank.set_defaults(work=blank_form)


@cache
def _library(home: Home) -> Library:
    return library_of(home)


def _output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", metavar="FILE.pdf", type=Path, required=True)
    parser.add_argument("--lang", dest="paper_language", choices=LANGUAGES, help="of the paper")
    parser.add_argument("--large-print", action="store_true")
    parser.add_argument("--monochrome", action="store_true", help="filled values in black")
    parser.add_argument("--json", action="store_true", help="name the file as JSON")
    parser.add_argument("--reference", default="", help="the card number printed on the paper")


def list_forms(call: Call, _given: argparse.Namespace) -> int:
    """Print id, names, edition and paper of every form."""
    call.json(
        [_head(form) for form in shelf.forms(_library(call.home), today(call.clock)).values()]
    )
    return Exit.DONE


def show_form(call: Call, given: argparse.Namespace) -> int:
    """Print the fields of one form."""
    form = _form(call, given)
    call.json({**_head(form), "fields": [_field(one) for one in form.fields]})
    return Exit.DONE


def fill_form(call: Call, given: argparse.Namespace) -> int:
    """Fill a form and write the PDF; nothing is written while required values are missing."""
    form = _form(call, given)
    _refuse_long_reference(given)
    read = _read(given.data)
    if isinstance(read, list):
        papers = [_filled(call, given, form, one, place) for place, one in enumerate(read, 1)]
        return _write_together(call, given, papers)
    return _write(call, given, _filled(call, given, form, read))


def _filled(
    call: Call,
    given: argparse.Namespace,
    form: Form,
    values: Mapping[str, object],
    place: int = 0,
) -> Filled:
    """One paper; of several the faults name the place in the list."""
    derived = declension.derive(form, values)
    filled = fill(form, derived, words=call.words, language=_language(form, given))
    if filled.missing:
        before = f"[{place}] " if place else ""
        raise InputError(
            "form.missing",
            faults=tuple(
                before + call.words("form.fault.missing", name=name, label=call.words.of(one.words))
                for name in filled.missing
                for one in [form.named(name)]
            ),
        )
    return filled


def blank_form(call: Call, given: argparse.Namespace) -> int:
    """Write the numbered form that is filled in by hand."""
    form = _form(call, given)
    _refuse_long_reference(given)
    return _write(call, given, empty(form, language=_language(form, given)), blank=True)


def _form(call: Call, given: argparse.Namespace) -> Form:
    return shelf.form(_library(call.home), given.form, today(call.clock))


def _refuse_long_reference(given: argparse.Namespace) -> None:
    """The reference also stands as a code of squares, which has an end."""
    if len(given.reference) > LONGEST_REFERENCE:
        raise InputError("form.long_reference", most=LONGEST_REFERENCE)


def _language(form: Form, given: argparse.Namespace) -> Language:
    chosen: Language = given.paper_language or form.languages[0]
    return chosen


def _write(call: Call, given: argparse.Namespace, filled: Filled, *, blank: bool = False) -> int:
    from app.forms.render import render  # noqa: PLC0415  the PDF writer only where a PDF is wanted

    pdf = render(
        filled,
        words=call.words,
        imprint=Imprint(reference=given.reference),
        large_print=given.large_print,
        monochrome=given.monochrome,
        blank=blank,
    )
    save(given.out, pdf)
    if given.json:
        call.json({"file": str(given.out)})
    return Exit.DONE


def _write_together(call: Call, given: argparse.Namespace, papers: Sequence[Filled]) -> int:
    from app.forms.render import (  # noqa: PLC0415  the PDF writer only where a PDF is wanted
        render_together,
    )

    imprint = Imprint(reference=given.reference)
    pdf = render_together(
        ((filled, imprint) for filled in papers),
        words=call.words,
        large_print=given.large_print,
        monochrome=given.monochrome,
    )
    save(given.out, pdf)
    if given.json:
        call.json({"file": str(given.out), "papers": len(papers)})
    return Exit.DONE


def _read(path: Path) -> Mapping[str, object] | list[Mapping[str, object]]:
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise InputError("form.bad_data", file=path.name, line=1) from problem
    except (OSError, ValueError) as problem:
        raise InputError("form.no_file", file=path.name) from problem
    try:
        read: Any = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError) as problem:
        line = getattr(problem, "lineno", 1)
        raise InputError("form.bad_data", file=path.name, line=line) from problem
    several = isinstance(read, list) and read and all(isinstance(one, dict) for one in read)
    if not isinstance(read, dict) and not several:
        raise InputError("form.bad_data", file=path.name, line=1)
    found: Mapping[str, object] | list[Mapping[str, object]] = read
    return found


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A key that stands twice is a slip of the pen: nobody knows which one was meant."""
    if len({key for key, _ in pairs}) < len(pairs):
        raise json.JSONDecodeError("a key stands twice", "", 0)
    return dict(pairs)


def _text(text: Text) -> dict[str, str]:
    return {"uk": text.uk, "en": text.en}


def _head(form: Form) -> dict[str, object]:
    return {
        "id": form.id,
        "number": form.number,
        "name": _text(form.title),
        "edition": form.edition,
        "paper": form.paper,
        "languages": list(form.languages),
        "confidence": form.confidence,
        "required": list(shelf.summary(form).required),
    }


def _field(one: Field) -> dict[str, object]:
    shown: dict[str, object] = {
        "name": one.name,
        "type": one.kind.value,
        "required": one.required,
        "words": _text(one.words),
        "source": one.source,
    }
    if one.options:
        shown["options"] = [{"id": each.id, **_text(each.words)} for each in one.options]
    if one.columns:
        shown["columns"] = [
            {
                "name": each.name,
                "type": each.kind,
                "words": _text(each.words),
                "options": [option.id for option in each.options],
            }
            for each in one.columns
        ]
    return shown
