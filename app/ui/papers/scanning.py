"""The scans of the person on the desk: taking files in, sorting, looking, striking out."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from app.core.errors import DeskError
from app.core.runner import Listener, LongRun, Progress, Runner
from app.desk.desk import Desk
from app.desk.scans import Taken
from app.eligibility.scan import Scan
from app.ui.papers.case import Said
from app.ui.printing.pages import PageImage, drawn

VIEW_DPI = 110.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What the screen knows of the scans."""

    scans: tuple[Scan, ...] = ()
    taking: bool = False
    progress: Progress | None = None
    said: Said | None = None
    refused: tuple[tuple[str, Said], ...] = ()
    """Names of files that were not taken, and why."""
    problem: Said | None = None
    can_undo: bool = False
    """Whether the last change was one of a scan."""
    viewed: Scan | None = None
    pages: tuple[PageImage, ...] = ()


class Scanning:
    """Every change is saved at once; the last one can be taken back."""

    def __init__(self, desk: Desk, runner: Runner, show: Callable[[], None]) -> None:
        """`show` is called after each change."""
        self._scans, self._undoing = desk.scans, desk.undoing
        self._runner, self._show = runner, show
        self._client_id = ""
        self._run: LongRun[Taken] | None = None
        self.now = Holding()

    def open(self, client_id: str) -> None:
        """Another person is on the desk."""
        self._client_id, self.now = client_id, Holding()
        self._load()

    def take_in(self, files: tuple[Path, ...]) -> None:
        """Take files in, one by one."""
        if not files or self.now.taking or not self._client_id:
            return
        self._become(
            replace(self.now, taking=True, progress=None, said=None, refused=(), problem=None)
        )
        listener = Listener(
            progress=lambda progress: self._become(replace(self.now, progress=progress)),
            then=self._taken,
            cancelled=self._stopped,
            failed=self._failed,
        )
        self._run = self._runner.run_long(self._scans.take_in(self._client_id, files), listener)

    def take_picture(self, name: str, content: bytes) -> None:
        """Take in a picture that was pasted."""
        client_id = self._client_id

        def work() -> Scan:
            kept: Scan = self._scans.keep(client_id, name, content)
            return kept

        self._runner.run(
            work, lambda scan: self._taken(Taken(scans=(scan,), refused=())), self._failed
        )

    def stop(self) -> None:
        """Take no more files in; those that are in stay."""
        if self._run is not None:
            self._run.cancel()

    def put_to(self, scan_id: str, item: str) -> None:
        """Say which paper a scan shows."""
        before = self._find(scan_id)
        if before is not None and before.item != item:
            self._write(lambda: self._scans.put_to(scan_id, item), before, said="scans.put")

    def strike_out(self, scan_id: str) -> None:
        """Out of sight."""
        before = self._find(scan_id)
        if before is not None:
            self._write(lambda: self._scans.strike_out(scan_id), before, said="scans.gone")

    def undo(self) -> None:
        """Take the last change back."""
        if not self.now.can_undo:
            return

        def then(_: object) -> None:
            self._become(replace(self.now, can_undo=False, said=Said(key="scans.undone")))
            self._load()

        self._runner.run(self._undoing.undo, then, self._failed)

    def settle(self) -> None:
        """Something else was changed since: the last change of a scan stays."""
        if self.now.can_undo:
            self._become(replace(self.now, can_undo=False, said=None))

    def view(self, scan_id: str) -> None:
        """Show its pages; they are drawn in memory only."""
        scan = self._find(scan_id)
        if scan is None:
            return

        def work() -> tuple[PageImage, ...]:
            return tuple(drawn(self._scans.pdf(scan_id), dpi=VIEW_DPI))

        self._runner.run(
            work,
            lambda pages: self._become(replace(self.now, viewed=scan, pages=pages, problem=None)),
            self._failed,
        )

    def close_view(self) -> None:
        """No page stays in memory."""
        self._become(replace(self.now, viewed=None, pages=()))

    # -- the small print
    def _find(self, scan_id: str) -> Scan | None:
        return next((one for one in self.now.scans if one.id == scan_id), None)

    def _write(self, work: Callable[[], None], before: Scan, *, said: str) -> None:
        def then(_: None) -> None:
            told = Said(key=said, values={"file": before.file_name})
            self._become(replace(self.now, can_undo=True, said=told))
            self._load()

        self._runner.run(work, then, self._failed)

    def _load(self) -> None:
        client_id = self._client_id

        def then(scans: tuple[Scan, ...]) -> None:
            if client_id == self._client_id:
                self._become(replace(self.now, scans=scans))

        self._runner.run(lambda: self._scans.of_client(client_id), then, self._failed)

    def _taken(self, taken: Taken) -> None:
        refused = tuple((one.file_name, _said(one.problem)) for one in taken.refused)
        n = len(taken.scans)
        said = Said(key="scans.taken", values={"n": n}) if n else None
        self._become(
            replace(
                self.now, taking=False, progress=None, said=said, refused=refused, can_undo=False
            )
        )
        self._load()

    def _stopped(self) -> None:
        self._become(replace(self.now, taking=False, progress=None, said=Said(key="scans.stopped")))
        self._load()

    def _failed(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        self._become(replace(self.now, taking=False, progress=None, problem=_said(problem)))

    def _become(self, now: Holding) -> None:
        self.now = now
        self._show()


def _said(problem: DeskError) -> Said:
    return Said(key=problem.words_key, values=problem.values)
