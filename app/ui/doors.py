"""The pages before the desk: sign-in, set-up, trouble. Each is made when it is first needed."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from app.core.errors import DeskError
from app.core.paths import Home
from app.ui.sign_in.door import Door
from app.ui.sign_in.page import DoorPage, Work
from app.ui.sign_in.view import SignInView
from app.ui.window import Window

if TYPE_CHECKING:
    from app.ui.restoring.presenter import Offered, RestoringPresenter
    from app.ui.setup.presenter import Built, SetupPresenter
    from app.ui.setup.state import NewOffice
    from app.ui.sign_in.presenter import SignInPresenter
    from app.ui.trouble.presenter import TroublePresenter

Opened = TypeVar("Opened")


class Entrance(Door[Opened], Protocol):
    """The way into a home, or of making one."""

    def build(self, wished: "NewOffice") -> "Built[Opened]":
        """Make the vault of a new office."""
        ...

    def newest_copy(self) -> Path | None:
        """The newest backup that lies in this home."""
        ...

    def look_at_copy(self, path: Path) -> "Offered":
        """What that file holds."""
        ...

    def restore_with_code(self, path: Path, code: str) -> None:
        """Make the home out of a backup; nothing opens before `renew`."""
        ...

    def restore_with_passphrase(self, path: Path, user: str, passphrase: str) -> Opened:
        """Make the home out of a backup and open it."""
        ...


class Doors(Generic[Opened]):
    """Three pages and who drives them. The view comes before the first paint, the driver after."""

    def __init__(
        self,
        window: Window,
        home: Home,
        door: Entrance[Opened],
        *,
        confirm: Callable[[Opened], None],
        enter: Callable[[Opened], None],
        trouble: Callable[[DeskError], None],
        begin: Callable[[], None],
        restore: Callable[[], None],
        by_sheet: Callable[[], None],
        put_on: Callable[[str, str], None],
    ) -> None:
        """`enter` is called with what was opened, `trouble` with what has its own page.

        `by_sheet` asks for the printed code after an evacuation, `restore` leads to the page that
        makes a desk out of a backup.
        """
        self._window, self._home, self._door = window, home, door
        self._confirm, self._enter = confirm, enter
        self._trouble, self._begin = trouble, begin
        self._put_on, self._restore, self._by_sheet = put_on, restore, by_sheet

    def _page(self, name: str, work: Work) -> DoorPage:
        page = DoorPage(self._window.words, name, work)
        page.language_wanted.connect(lambda: self._window.acts.run("view.language"))
        return page

    @cached_property
    def _sign_in_view(self) -> SignInView:
        return SignInView(self._window.words)

    @cached_property
    def sign_in_page(self) -> DoorPage:
        """Who works here, and the passphrase."""
        return self._page("sign_in", self._sign_in_view)

    @cached_property
    def sign_in(self) -> "SignInPresenter[Opened]":
        """What the sign-in page does."""
        from app.ui.sign_in.presenter import SignInPresenter  # noqa: PLC0415  after the first paint

        window = self._window
        presenter = SignInPresenter[Opened](
            self._sign_in_view,
            self._door,
            window.runner,
            window.words,
            clock=window.clock,
            ids=window.ids,
            enter=self._enter,
            trouble=self._trouble,
        )
        self._sign_in_view.follow(presenter)
        return presenter

    @cached_property
    def _setup_view(self) -> Any:
        from app.ui.setup.view import SetupView  # noqa: PLC0415  the first start only

        view = SetupView(self._window.words, self._window.shell.settings)
        view.look_wanted.connect(self._put_on)
        view.restore_wanted.connect(self._restore)
        return view

    @cached_property
    def setup_page(self) -> DoorPage:
        """The first day of an office."""
        return self._page("setup", self._setup_view)

    @cached_property
    def setup(self) -> "SetupPresenter[Opened]":
        """What the set-up page does."""
        from app.ui.setup.presenter import SetupPresenter  # noqa: PLC0415  the first start only

        presenter = SetupPresenter[Opened](
            self._setup_view,
            self._door.build,
            self._window.runner,
            self._window.words,
            ids=self._window.ids,
            confirm=self._confirm,
            enter=self._enter,
        )
        self._setup_view.follow(presenter)
        return presenter

    @cached_property
    def _trouble_view(self) -> Any:
        from app.ui.trouble.view import TroubleView  # noqa: PLC0415  only where there is trouble

        shell = self._window.shell
        return TroubleView(self._window.words, self._home.folder, leave=shell.close)

    @cached_property
    def trouble_page(self) -> DoorPage:
        """Why the vault does not open."""
        return self._page("trouble", self._trouble_view)

    @cached_property
    def trouble(self) -> "TroublePresenter":
        """What the trouble page does."""
        from app.ui.trouble.presenter import (  # noqa: PLC0415  only where there is trouble
            TroublePresenter,
        )

        window = self._window
        presenter = TroublePresenter(
            self._trouble_view,
            self._home,
            window.words,
            clock=window.clock,
            again=self._begin,
            restore=self._restore,
            by_sheet=self._by_sheet,
        )
        self._trouble_view.follow(presenter)
        return presenter

    @cached_property
    def _restoring_view(self) -> Any:
        from app.ui.restoring.view import RestoringView  # noqa: PLC0415  only where one restores

        return RestoringView(self._window.words)

    @cached_property
    def restoring_page(self) -> DoorPage:
        """A desk out of a backup."""
        return self._page("restoring", self._restoring_view)

    @cached_property
    def restoring(self) -> "RestoringPresenter[Opened]":
        """What the page of restoring does."""
        from app.ui.restoring.presenter import (  # noqa: PLC0415  only where one restores
            RestoringPresenter,
        )

        window = self._window
        presenter = RestoringPresenter[Opened](
            self._restoring_view,
            self._door,
            window.runner,
            window.words,
            enter=self._enter,
            back=self._begin,
        )
        self._restoring_view.follow(presenter)
        return presenter
