"""A10: states are told apart by form, whatever colours somebody sees."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import get_args

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.core.settings import Settings, Theme
from app.ui.theme import look
from app.ui.theme.tokens import contrast
from app.ui.widgets.shapes import Kind, StateRow, draw_shape

SIDE = 18
KINDS: tuple[Kind, ...] = get_args(Kind)
THEMES: tuple[Theme, ...] = get_args(Theme)
Matrix = Sequence[Sequence[float]]
EYES: dict[str, Matrix] = {  # Machado, Oliveira, Fernandes 2009, severity 1; grey: BT.709
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
    "no red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
STANDS_OUT, LEAST_DRAWN, LEAST_DIFFERENT = 3.0, 0.06, 0.06
"""The contrast of a drawn pixel; the least share of the square that is drawn, that differs."""


def seen(colour: QColor, eyes: Matrix) -> str:
    """That colour as these eyes see it; the sum is made in linear light."""
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    light = [_linear(one) for one in channels]
    mixed = (sum(a * b for a, b in zip(line, light, strict=True)) for line in eyes)
    return "#" + "".join(f"{_stored(one):02x}" for one in mixed)


def _linear(value: float) -> float:
    return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)


def _stored(light: float) -> int:
    kept = min(1.0, max(0.0, light))
    value = kept * 12.92 if kept <= 0.0031308 else 1.055 * kept ** (1 / 2.4) - 0.055
    return round(value * 255)


def form(kind: Kind, eyes: Matrix) -> frozenset[tuple[int, int]]:
    """The pixels of that state's shape that stand out for these eyes: its form alone."""
    drawn = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    ground = look.colour("surface")
    drawn.fill(ground)
    painter = QPainter(drawn)
    draw_shape(painter, kind, QRectF(drawn.rect()))
    painter.end()
    behind, known = seen(ground, eyes), dict[int, bool]()
    found = set[tuple[int, int]]()
    for x in range(SIDE):
        for y in range(SIDE):
            pixel = drawn.pixel(x, y)
            if pixel not in known:
                known[pixel] = contrast(seen(QColor(pixel), eyes), behind) >= STANDS_OUT
            if known[pixel]:
                found.add((x, y))
    return frozenset(found)


@pytest.mark.covers("A10", "X6")
@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("theme", THEMES)
def test_states_differ_by_form(app: QApplication, theme: Theme, eyes: str) -> None:
    look.apply(app, replace(Settings(), theme=theme))
    forms = {kind: form(kind, EYES[eyes]) for kind in KINDS}
    area = SIDE * SIDE
    pale = [kind for kind, drawn in forms.items() if len(drawn) < area * LEAST_DRAWN]
    assert not pale, "these states can hardly be seen"
    alike = [
        (one, other, len(forms[one] ^ forms[other]))
        for one, other in combinations(KINDS, 2)
        if len(forms[one] ^ forms[other]) < area * LEAST_DIFFERENT
    ]
    assert not alike, "these states differ by colour only"


@pytest.mark.covers("A10")
@pytest.mark.parametrize("kind", KINDS)
def test_a_state_has_its_word_beside_it(app: QApplication, kind: Kind) -> None:
    row = StateRow(kind, "Вільно")
    assert row.word.text() == "Вільно"
    row.show_state("ask", "Треба уточнити")
    assert row.word.text() == "Треба уточнити"
