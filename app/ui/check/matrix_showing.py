"""Several grounds at once: which service each gives, for which matters, and what all give.

Pure. Shown when at least two grounds hold.
"""

from collections.abc import Mapping

from app.core.words import Words
from app.eligibility.matrix import Cover, Matrix, matrix
from app.eligibility.model import Answer, Category, Verdict
from app.ui.check.state import MatrixBox, MatrixCell, MatrixRow, Shape

_SHAPES: Mapping[Cover, Shape] = {
    Cover.COVERED: "yes",
    Cover.THIS_MATTER: "part",
    Cover.NOT_COVERED: "no",
    Cover.UNKNOWN: "ask",
}
LEAST = 2


def matrix_box(verdict: Verdict, words: Words) -> MatrixBox | None:
    """The table of the grounds that hold; None where there is only one."""
    found = matrix(verdict)
    rows = [row for row in found.rows if row.verdict is Answer.YES]
    if len(rows) < LEAST:
        return None
    services = [words(f"check.service.{one}") for one in found.services]
    named = {row.category.id: words.of(row.category.short) for row in rows}
    return MatrixBox(
        titles=(words("check.matrix.ground"), *services),
        rows=tuple(
            _row(words.of(row.category.short), _matter(row.category, words), row.cells, services,
                 words)
            for row in rows
        ),
        sums=_sums(found, named, words),
    )  # fmt: skip


def _matter(category: Category, words: Words) -> str:
    limit = category.scope_limit
    return words.of(limit) if limit else words("check.matrix.all_matters")


def _row(
    ground: str, matter: str, cells: tuple[Cover, ...], services: list[str], words: Words
) -> MatrixRow:
    said = tuple(
        MatrixCell(shape=_SHAPES[cell], word=words(f"check.matrix.{cell.value}")) for cell in cells
    )
    spoken = ", ".join(
        f"{service}: {cell.word}" for service, cell in zip(services, said, strict=True)
    )
    return MatrixRow(
        ground=ground,
        matter=matter,
        cells=said,
        spoken=words("check.matrix.spoken", ground=ground, matter=matter, services=spoken),
    )


def _sums(found: Matrix, named: Mapping[str, str], words: Words) -> str:
    """Which grounds together give what is needed, and what none gives."""
    together = [named[one] for one in found.together if one in named]
    grounds = " + ".join(together)
    said = []
    if together and not found.uncovered:
        key = "check.matrix.together" if found.needed else "check.matrix.together_all"
        said.append(words(key, grounds=grounds))
    if found.uncovered:
        names = ", ".join(words(f"check.service.{one}") for one in found.uncovered)
        said.append(words("check.matrix.uncovered", services=names))
    return " ".join([*said, words("check.matrix.centre")])
