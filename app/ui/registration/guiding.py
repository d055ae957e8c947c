"""Dense, guided, or all answers: three drawings of one typed form, changed at any time."""

from collections.abc import Callable

from app.core.clock import Clock, today
from app.core.words import Words
from app.ui.facing import Facing
from app.ui.registration import stepping
from app.ui.registration.answers import answers, facing, script
from app.ui.registration.state import PageState
from app.ui.registration.stepping import Walk
from app.ui.registration.typed_form import TypedForm


class Guide:
    """Where the person is in the form; the form itself never changes by walking through it."""

    def __init__(
        self,
        form: TypedForm,
        words: Words,
        clock: Clock,
        *,
        changing: Callable[[], bool],
        show: Callable[[PageState], None],
        go_to: Callable[[str], None],
        guided: bool,
    ) -> None:
        """`show` hears of each page, `go_to` where the focus belongs then."""
        self._form, self._words, self._clock = form, words, clock
        self._changing, self._show, self._go_to = changing, show, go_to
        self._walk = Walk(guided=guided)

    @property
    def page(self) -> PageState:
        """What is in front now."""
        walk, changing = self._walk, self._changing()
        steps = len(stepping.steps_of(changing=changing))
        if walk.kind != "answers":
            return PageState(kind=walk.kind, at=walk.at, steps=steps, returning=walk.returning)
        card, _ = self._form.card()
        visit = None if changing else self._form.visit()[0]
        return PageState(
            kind="answers",
            at=walk.at,
            steps=steps,
            answers=answers(self._form.values, self._words, changing=changing),
            script=script(card, visit, self._words, today(self._clock)),
        )

    @property
    def must_look(self) -> bool:
        """Whether all answers must be looked over before this can be saved."""
        return self._walk.guided and not self._walk.reading

    def facing(self) -> Facing | None:
        """What the client may read of what is typed."""
        title = self._words("facing.person")
        found = facing(self._form.values, self._words, title=title)
        return found if found.lines else None

    def restart(self) -> None:
        """Another form: from the first question, in the same way of asking."""
        self._walk = Walk(guided=self._walk.guided)

    def turn(self, key: str = "") -> None:
        """Dense or guided; `key` is the field in hand."""
        self._move(stepping.turned(self._walk, key, changing=self._changing()), key)

    def forward(self) -> None:
        """The next question, or all answers after the last one."""
        self._move(stepping.forward(self._walk, changing=self._changing()))

    def backward(self) -> None:
        """The question before."""
        self._move(stepping.backward(self._walk))

    def read(self) -> None:
        """All answers for a last look."""
        self._move(stepping.reading(self._walk))

    def change(self, key: str) -> None:
        """«Change»: to that field, and then back to the answers."""
        self._go(key, returning=True)

    def go(self, key: str) -> None:
        """Where that field is asked."""
        self._go(key, returning=False)

    def _go(self, key: str, *, returning: bool) -> None:
        changing = self._changing()
        walk = stepping.at_field(self._walk, key, changing=changing, returning=returning)
        self._move(walk, key)

    def _move(self, walk: Walk, key: str = "") -> None:
        self._walk = walk
        self._show(self.page)
        self._go_to(key)
