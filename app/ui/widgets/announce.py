"""Say something to people who listen to the screen."""

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, sentence: str, *, at_once: bool = False) -> None:
    """Speak this sentence: politely after what is being read, or at once for errors."""
    from PySide6.QtGui import (  # noqa: PLC0415  nothing is announced before the first paint
        QAccessible,
        QAccessibleAnnouncementEvent,
    )

    event = QAccessibleAnnouncementEvent(widget, sentence)
    if at_once:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
