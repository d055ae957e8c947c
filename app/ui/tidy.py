"""Garbage is collected on the UI thread only.

Widgets live in reference cycles. When Python collects such a cycle in a worker thread, Qt destroys
the widgets there and the program dies; so automatic collection is off and a timer does it.
"""

import gc

from PySide6.QtCore import QObject, QTimer

PERIOD_MS = 1_000


class Tidy(QObject):
    """Collects garbage from the thread that made it, as often as Python itself would have."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Switch automatic collection off and start the timer."""
        super().__init__(parent)
        self._was_automatic = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(PERIOD_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> int:
        """Collect the oldest generation that is due; answers with its number, -1 for none."""
        due = -1
        for generation, (count, limit) in enumerate(
            zip(gc.get_count(), gc.get_threshold(), strict=True)
        ):
            if count > limit:
                due = generation
        if due >= 0:
            gc.collect(due)
        return due

    def settle(self) -> None:
        """What lives now lives as long as the program: later collections need not look at it."""
        gc.freeze()

    def stop(self) -> None:
        """Give collection back to Python, if it was automatic before."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_automatic:
            gc.enable()
