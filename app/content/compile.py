"""`python -m app.content.compile`: YAML, which people write, into JSON, which the program reads.

A few milliseconds instead of a second or two. What is no YAML, or a text that lacks a language, is
named with file and line and stops the build; `content check` proves the rest.
"""

import json
import sys
from pathlib import Path

from app.content.library import from_yaml, to_json
from app.content.words_reading import read_words
from app.core.paths import resources


def compile_into(folder: Path, source: Path) -> list[str]:
    """Write `content.json` and `words.json` into `folder`; answers with the faults found."""
    library = from_yaml(source)
    texts, faults = read_words(source / "words")
    found = [str(fault) for fault in (*library.faults, *faults)]
    if not found:
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / "content.json", to_json(library))
        _write(folder / "words.json", texts)
    return found


def _write(path: Path, plain: object) -> None:
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(plain, ensure_ascii=False, separators=(",", ":")), "utf-8")
    draft.replace(path)


def main() -> int:
    """Compile the program's own packs and words."""
    faults = compile_into(resources() / "compiled", resources())
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
