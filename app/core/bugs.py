"""What is said of a bug to support: where in the program it was, and nothing about anybody."""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

_PROGRAM = Path(__file__).resolve().parents[2]
_DEEPEST = 40


def technical_text(problem: BaseException, *about: str) -> str:
    """Kinds of errors and places in the program; no message and no value, which may be personal.

    `about` is said of the surroundings, beside the system and Python.
    """
    import platform  # noqa: PLC0415  a start without a bug needs no name of the system

    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    lines = [", ".join((system, *about))]
    for link in _chain(problem):
        lines.append(type(link).__name__)
        lines += [f"  {place}" for place in _places(link.__traceback__)]
    return "\n".join(lines)


def _chain(problem: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    link: BaseException | None = problem
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


def _places(trace: TracebackType | None) -> list[str]:
    from traceback import walk_tb  # noqa: PLC0415  a start without a bug needs no traces

    places = [
        f"{_shown(Path(frame.f_code.co_filename))}:{line} {frame.f_code.co_name}"
        for frame, line in walk_tb(trace)
    ]
    return places[-_DEEPEST:]


def _shown(path: Path) -> str:
    """Inside the program the path from its root, else the name only: folders may name a person."""
    return path.relative_to(_PROGRAM).as_posix() if path.is_relative_to(_PROGRAM) else path.name
