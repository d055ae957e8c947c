"""The settings: look and work at the left, the office and the program at the right."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.core.settings import Settings, Theme
from app.core.words import LANGUAGES, Language, Words
from app.ui.screens import Screen
from app.ui.settings.licences import LICENCES
from app.ui.settings.presenter import TYPED, SettingsPresenter
from app.ui.settings.recovery_card import RecoveryCard
from app.ui.settings.safety import SafetyPresenter
from app.ui.settings.safety_card import SafetyCard
from app.ui.settings.state import SettingsState
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import Button
from app.ui.widgets.choices import Choice
from app.ui.widgets.fields import Combo, Field, TextLine
from app.ui.widgets.flow import Flow
from app.ui.widgets.layouts import Fold, Reflow, ScrollPane, card, column, grid, row, rule
from app.ui.widgets.notices import Banner
from app.ui.widgets.text import Label, label

THEMES: tuple[Theme, ...] = ("light", "dark", "contrast")
LETTERS = (90, 100, 110, 120, 130, 140, 150, 160, 170, 180, 190, 200)
_ON, _OFF = "on", "off"
_FOLD_BELOW = 1_000
_KEEP_MS = 500


class SettingsView(Screen):
    """Draws a `SettingsState` and the settings of the window."""

    name = "settings"

    def __init__(
        self,
        words: Words,
        *,
        settings: Callable[[], Settings],
        change: Callable[[Settings], None],
        folder: Path,
        version: str,
        open_lists: Callable[[], object] = lambda: None,
        open_copies: Callable[[], object] = lambda: None,
        open_upkeep: Callable[[], object] = lambda: None,
        open_rights: Callable[[], object] = lambda: None,
    ) -> None:
        """`settings` tells the look of now, `change` puts on another, others lead there."""
        super().__init__(words)
        self._settings, self._change = settings, change
        self._folder, self._version, self._open_lists = folder, version, open_lists
        self._open_copies, self._open_upkeep = open_copies, open_upkeep
        self._open_rights = open_rights
        self._presenter: SettingsPresenter | None = None
        self._safety_presenter: SafetyPresenter | None = None
        self._titles = {name: label("", "lead_b") for name in ("look", "work", "data", "office")}
        self._titles["about"] = label("", "lead_b")
        self._language = Field("", Choice([(code, "") for code in LANGUAGES]))
        self._theme = Field("", Choice([(theme, "") for theme in THEMES]))
        self._letters = Field("", Combo())
        self._guided = Field("", Choice([(_OFF, ""), (_ON, "")]))
        self._single = Field("", Choice([(_ON, ""), (_OFF, "")]))
        self._fields = {name: Field("", TextLine()) for name in TYPED}
        self._fields["name"].set_required(True)
        self._save = Button("", "primary", "save", "Ctrl+Enter")
        self._note = label("", "small_m", "yes", wrap=True)
        self._fault = Banner("", kind="danger")
        self._only_head = label("", "small", "text3", wrap=True)
        self._where = TextLine()
        self._where.setReadOnly(True)
        self._where.set_value(str(folder))
        self._open_folder = Button("", "quiet", "folder")
        self._lists = Button("", "quiet", "file-text")
        self._copies = Button("", "quiet", "save")
        self.safety = SafetyCard(words)
        self._upkeep = Button("", "quiet", "badge-check")
        self._rights = Button("", "quiet", "list-checks")
        self.recovery = RecoveryCard(words, office=lambda: _line(self._fields["name"]).value())
        self._texts: dict[str, Label] = {
            name: label("", "body", "text2", wrap=True)
            for name in ("where", "remove", "about", "licences")
        }
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEEP_MS)
        self._build()
        self._connect()
        self.retranslate()

    def follow(self, presenter: SettingsPresenter) -> None:
        """Tell this presenter what the person does."""
        self._presenter = presenter
        self._timer.timeout.connect(presenter.keep)
        self._save.clicked.connect(presenter.save)

    def follow_safety(self, presenter: SafetyPresenter) -> None:
        """Tell this presenter what the person decides for an empty desk."""
        self._safety_presenter = presenter
        self.safety.follow(presenter.save)

    def title(self) -> str:
        return self.words("place.settings")

    def first_field(self) -> QWidget:
        return self._language.editor

    def acts(self) -> Mapping[str, Callable[[], None]]:
        return {"screen.main": self._save.click}

    def panes(self) -> Sequence[QWidget]:
        return (self._left, self._right)

    def open(self, *, part: str = "", **_subject: Any) -> None:
        self._show_look()
        if self._safety_presenter is not None:
            self._safety_presenter.open()
        self.recovery.open(wanted=part == "recovery")
        if self._presenter is not None:
            self._presenter.open()

    def leave(self) -> None:
        """Every letter is kept, and no recovery code stays on the screen."""
        self.recovery.leave()
        self._timer.stop()
        if self._presenter is not None:
            self._presenter.keep()

    def show_state(self, state: SettingsState) -> None:
        """Draw this."""
        for name, field in self._fields.items():
            editor = _line(field)
            if not editor.hasFocus() or not state.changed:
                editor.set_value(getattr(state.office, name))
            editor.setReadOnly(not state.may_change)
        self._fields["name"].set_error(state.name_fault)
        if state.name_fault:
            self._fields["name"].focus()
        words = self.words
        allowed = state.may_change and state.changed
        why = "settings.office.only_head" if not state.may_change else "settings.office.nothing"
        self._save.allow(allowed, words(why))
        self._save.setText(words("settings.saving" if state.busy else "settings.office.save"))
        self._only_head.setVisible(state.loaded and not state.may_change)
        if state.note and state.note != self._note.text():
            announce(self, state.note)
        self._note.setText(state.note)
        self._fault.show_words(state.fault)
        self._fault.setVisible(bool(state.fault))

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        words = self.words
        for name, title in self._titles.items():
            title.setText(words(f"settings.title.{name}"))
        self._language.set_label(words("setup.language"))
        _choice(self._language).set_words([words(f"language.{code}") for code in LANGUAGES])
        self._theme.set_label(words("setup.theme"))
        _choice(self._theme).set_words([words(f"theme.{theme}") for theme in THEMES])
        self._letters.set_label(words("settings.letters"))
        self._letters.set_note(words("settings.letters.note"))
        self._guided.set_label(words("settings.guided"))
        self._guided.set_note(words("settings.guided.note"))
        _choice(self._guided).set_words([words("settings.guided.off"), words("settings.guided.on")])
        self._single.set_label(words("settings.single"))
        self._single.set_note(words("settings.single.note"))
        _choice(self._single).set_words([words("settings.single.on"), words("settings.single.off")])
        for name, field in self._fields.items():
            field.set_label(words(f"settings.office.{name}"))
        self._only_head.setText(words("settings.office.only_head"))
        self._open_folder.setText(words("trouble.folder"))
        self._lists.setText(words("screen.exchange"))
        self._copies.setText(words("screen.copies"))
        self._upkeep.setText(words("screen.upkeep"))
        self._rights.setText(words("screen.rights"))
        self._texts["where"].setText(words("settings.data.where"))
        self._where.setAccessibleName(words("settings.data.folder"))
        self._texts["remove"].setText(words("settings.data.remove"))
        self._texts["about"].setText(words("settings.about", version=self._version))
        self._texts["licences"].setText(words("settings.licences"))
        self._show_look()
        self.safety.retranslate()
        self.recovery.retranslate()
        if self._presenter is not None:
            self._presenter.say_again()
        super().retranslate()

    def _build(self) -> None:
        titles, texts, fields = self._titles, self._texts, self._fields
        self._left = QWidget()
        self._left.setLayout(
            column(
                card(titles["look"], self._language, self._theme, self._letters, gap=12),
                card(titles["work"], self._guided, self._single, gap=12),
                card(
                    titles["data"],
                    texts["where"],
                    self._where,
                    Flow(self._copies, self._upkeep, self._rights, self._lists, self._open_folder),
                    texts["remove"],
                ),
                None,
                gap=16,
            )
        )
        licences = grid(
            [
                [label(what, "small", "text2", wrap=True), label(how, "small", "text3", wrap=True)]
                for what, how in LICENCES
            ],
            gap=(14, 4),
            stretch=(3, 2),
        )
        self._right = QWidget()
        self._right.setLayout(
            column(
                card(
                    titles["office"],
                    self._only_head,
                    self._fault,
                    fields["name"],
                    fields["address"],
                    Reflow(fields["hours"], fields["phone"], fields["email"], columns=2),
                    Reflow(fields["head_title"], fields["head_name"], columns=2),
                    fields["centre_name"],
                    row((self._note, 1), self._save),
                    gap=12,
                ),
                self.safety,
                self.recovery,
                card(titles["about"], texts["about"], rule(), texts["licences"], licences),
                None,
                gap=16,
            )
        )
        fold = Fold((self._left, 2), (self._right, 3), below=_FOLD_BELOW, gap=16)
        self.setLayout(column(ScrollPane(column(fold, None, pad=(24, 16, 24, 24)))))

    def _connect(self) -> None:
        for field in (self._language, self._theme, self._guided, self._single):
            _choice(field).edited.connect(self._choose)
        _combo(self._letters).edited.connect(self._choose)
        for field in self._fields.values():
            _line(field).edited.connect(self._type)
        self._open_folder.clicked.connect(self._show_folder)
        self._lists.clicked.connect(self._open_lists)
        self._copies.clicked.connect(self._open_copies)
        self._upkeep.clicked.connect(self._open_upkeep)
        self._rights.clicked.connect(self._open_rights)

    def _show_look(self) -> None:
        now = self._settings()
        _choice(self._language).set_value(now.language)
        _choice(self._theme).set_value(now.theme)
        letters = sorted({*LETTERS, now.letters})
        _combo(self._letters).set_items([(str(size), f"{size} %") for size in letters])
        _combo(self._letters).set_value(str(now.letters))
        _choice(self._guided).set_value(_ON if now.guided else _OFF)
        _choice(self._single).set_value(_ON if now.single_keys else _OFF)

    def _choose(self) -> None:
        language = _choice(self._language).value()
        theme = _choice(self._theme).value()
        now = self._settings()
        self._change(
            replace(
                now,
                language=_language(language) or now.language,
                theme=_theme(theme) or now.theme,
                letters=int(_combo(self._letters).value()),
                guided=_choice(self._guided).value() == _ON,
                single_keys=_choice(self._single).value() == _ON,
            )
        )

    def _type(self) -> None:
        if self._presenter is not None:
            values = {name: _line(field).value() for name, field in self._fields.items()}
            self._presenter.typed(**values)
            if not self._timer.isActive():
                self._timer.start()

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _language(code: str) -> Language | None:
    return next((known for known in LANGUAGES if known == code), None)


def _theme(name: str) -> Theme | None:
    return next((known for known in THEMES if known == name), None)


def _line(field: Field) -> TextLine:
    if not isinstance(field.editor, TextLine):
        raise TypeError("a line of text")
    return field.editor


def _choice(field: Field) -> Choice:
    if not isinstance(field.editor, Choice):
        raise TypeError("a choice")
    return field.editor


def _combo(field: Field) -> Combo:
    if not isinstance(field.editor, Combo):
        raise TypeError("a list to choose from")
    return field.editor
