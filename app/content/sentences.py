"""What the loader says about a fault, in both languages: which word, and how to mend it."""

from datetime import date

from app.core.words import Text


def twice(key: str) -> Text:
    """A key stands twice."""
    return Text(
        uk=f"ключ «{key}» стоїть двічі; лишіть один",
        en=f"the key `{key}` stands twice; keep one",
    )


def no_yaml() -> Text:
    """The file cannot be read as YAML."""
    return Text(
        uk="це не YAML: перевірте відступи, двокрапки й лапки біля цього рядка",
        en="this is no YAML: check indents, colons and quotes near this line",
    )


def no_utf8() -> Text:
    """The file is in another encoding."""
    return Text(uk="збережіть файл у кодуванні UTF-8", en="save the file as UTF-8")


def unknown_field(name: str, near: str) -> Text:
    """A field that nobody knows; `near` is the nearest name that is known, or empty."""
    uk, en = f"поля «{name}» немає", f"`{name}` is no field"
    if near:
        uk, en = f"{uk}; може, «{near}»?", f"{en}; did you mean `{near}`?"
    return Text(uk=uk, en=en)


def missing(name: str) -> Text:
    """A field that must stand here."""
    if name in {"uk", "en"}:
        language = {"uk": "українського", "en": "англійського"}[name]
        return Text(uk=f"бракує {language} тексту", en=f"the {name} text is missing")
    return Text(uk=f"бракує поля «{name}»", en=f"the field `{name}` is missing")


def wrong_value(name: str, value: object, reason: str) -> Text:
    """A value that does not fit its field."""
    shown = str(value) if len(str(value)) <= 40 else f"{str(value)[:40]}…"
    return Text(
        uk=f"значення «{shown}» не підходить до поля «{name}»",
        en=f"`{shown}` does not fit the field `{name}`: {reason}",
    )


def own(both: str) -> Text:
    """A sentence of the pack's own schema: `українською / in English`."""
    uk, _, en = both.partition(" / ")
    return Text(uk=uk, en=en or uk)


def window(before: str, until: date | None, begin: date) -> Text | None:
    """What is wrong where one edition ends and the next begins; None when they fit."""
    if until is None or until > begin:
        return Text(
            uk=f"редакції перекриваються: {before} ще діє {begin.isoformat()}",
            en=f"editions overlap: {before} is still in force on {begin.isoformat()}",
        )
    if until < begin:
        return Text(
            uk=f"прогалина між редакціями: {before} діє до {until.isoformat()}, "
            f"ця лише з {begin.isoformat()}",
            en=f"a gap between editions: {before} is in force until {until.isoformat()}, "
            f"this one only from {begin.isoformat()}",
        )
    return None
