"""What people hear: roles and states (A2), tables (A14), letters that can be drawn (A15)."""

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QRawFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QRadioButton,
    QSpinBox,
    QTableView,
    QWidget,
)

from app.ui.sign_in.secret_line import SecretLine
from app.ui.widgets.fields import Field
from app.ui.widgets.press_row import PressRow
from app.ui.widgets.records import RecordList
from tests.ui.access import _described, focusable

EXAMPLE = ("наприклад", "example")
_ROLES: tuple[tuple[type[QWidget], QAccessible.Role], ...] = (
    (PressRow, QAccessible.Role.CheckBox),  # a row that is chosen or not
    (QRadioButton, QAccessible.Role.RadioButton),
    (QCheckBox, QAccessible.Role.CheckBox),
    (QAbstractButton, QAccessible.Role.Button),
    (QSpinBox, QAccessible.Role.SpinBox),
    (QLineEdit, QAccessible.Role.EditableText),
    (QPlainTextEdit, QAccessible.Role.EditableText),
    (QComboBox, QAccessible.Role.ComboBox),
    (QTableView, QAccessible.Role.Table),
    (QListView, QAccessible.Role.List),
    (QProgressBar, QAccessible.Role.ProgressBar),
    (QMenu, QAccessible.Role.PopupMenu),
)


def role_faults(window: QWidget) -> Iterator[str]:
    """A2: each control says what it is and how it stands."""
    for widget in window.findChildren(QWidget):
        expected = next((role for kind, role in _ROLES if isinstance(widget, kind)), None)
        if expected is None or not widget.isVisible() or widget.objectName().startswith("qt_"):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if isinstance(widget, QAbstractButton) and not isinstance(widget, QRadioButton | QCheckBox):
            roles = {expected, QAccessible.Role.CheckBox, QAccessible.Role.ButtonMenu}
        else:
            roles = {expected}
        if interface.role() not in roles:
            yield f"says it is {interface.role().name}: {_described(widget)}"
        state = interface.state()
        if bool(state.disabled) == widget.isEnabled():
            yield f"hides that it is switched off: {_described(widget)}"
        chosen = isinstance(widget, QAbstractButton) and widget.isChecked()
        if chosen != bool(state.checked):
            yield f"hides that it is chosen: {_described(widget)}"


def field_faults(window: QWidget) -> Iterator[str]:
    """A2: what is wrong with a field, and that it is required, is heard at its editor."""
    for field in window.findChildren(Field):
        heard = field.editor.accessibleDescription()
        if field.isVisible() and field.error and field.error not in heard:
            yield f"nobody hears what is wrong with {field.label_text!r}"


def example_faults(window: QWidget) -> Iterator[str]:
    """A16: what is wrong with a field is said with an example; a secret or a code has none."""
    for field in window.findChildren(Field):
        said = field.error.casefold()
        if isinstance(field.editor, SecretLine) or _is_code(field):
            continue
        if field.isVisible() and field.error and not any(word in said for word in EXAMPLE):
            yield f"no example at {field.label_text!r}: {field.error}"


def _is_code(field: Field) -> bool:
    """The recovery code: it says how many signs are missing; an example would be a false code."""
    return any(sign in field.error for sign in ("32 знаки", "32 characters"))


def why_not_faults(window: QWidget) -> Iterator[str]:
    """A2: a button that cannot be pressed says why, where its reason is not beside it."""
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and not button.isEnabled() and not _reason(button):
            yield f"does not say why it cannot be pressed: {_described(button)}"


def _reason(button: QWidget) -> str:
    """Why it is switched off: said by itself, or by the box that is switched off with it."""
    at: QWidget | None = button
    while at is not None and not at.isEnabled():
        if reason := at.accessibleDescription() or at.toolTip():
            return reason
        at = at.parentWidget()
    return ""


def table_faults(window: QWidget) -> Iterator[str]:
    """A14: columns have names, a row can be heard as one sentence, an empty list says so."""
    for table in window.findChildren(RecordList):
        if not table.isVisible():
            continue
        model = table._records
        if not table.horizontalHeader().isHidden() and not any(c.title for c in model.columns):
            yield f"columns without names: {_described(table)}"
        if not table.records and not table.accessibleDescription():
            yield f"an empty list is silent: {_described(table)}"
        for at, record in enumerate(table.records):
            spoken = model.spoken(record)
            if not spoken.strip() or len(spoken) < len(model.columns[0].text(record)):
                yield f"row {at} is not a sentence: {_described(table)}"


def letter_faults(window: QWidget) -> Iterator[str]:
    """A15: every letter is in the font that came with the program."""
    fonts: dict[str, QRawFont] = {}
    for widget in [window, *window.findChildren(QWidget)]:
        text = text_of(widget)
        if not text or not widget.isVisible():
            continue
        key = widget.font().key()
        raw = fonts.setdefault(key, QRawFont.fromFont(widget.font()))
        missing = {
            sign for sign in text if sign.isprintable() and not raw.supportsCharacter(ord(sign))
        }
        if missing:
            yield f"no letters {sorted(missing)} in {raw.familyName()}: {_described(widget)}"
        elif raw.familyName() != "Onest":
            yield f"drawn in {raw.familyName()}: {_described(widget)}"


def text_of(widget: QWidget) -> str:
    """The words that a widget shows, or ""."""
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        return widget.text()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return widget.toPlainText() if isinstance(widget, QPlainTextEdit) else ""


def spoken_of(window: QWidget) -> list[tuple[str, str]]:
    """What is called how, in the order of the tree: to compare languages."""
    return [
        (type(widget).__name__, widget.accessibleName())
        for widget in focusable(window)
        if widget.accessibleName()
    ]
