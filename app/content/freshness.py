"""Whether what was compiled may still be used: no heavy imports, every start asks it."""

from pathlib import Path


def is_fresh(compiled: Path, made_of: tuple[Path, ...]) -> bool:
    """Whether a compiled file stands and is newer than everything that it is made of."""
    if not compiled.is_file():
        return False
    age = compiled.stat().st_mtime_ns
    return all(path.stat().st_mtime_ns <= age for path in made_of)
