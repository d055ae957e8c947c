"""What the loader says about a fault, in both languages: which word, and how to mend it."""

import json
from collections.abc import Sequence
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


def no_file() -> Text:
    """The file cannot be opened."""
    return Text(
        uk="файл не відкривається: перевірте, чи це файл і чи є право читати його",
        en="the file cannot be opened: check that it is a file and may be read",
    )


def no_alias() -> Text:
    """A part of the file is meant by its name in another place."""
    return Text(
        uk="посилання (&назва, *назва) тут не можна: випишіть частину повністю",
        en="no aliases (&name, *name) here: write the part out",
    )


def broken_braces() -> Text:
    """Braces in a text that put no value in."""
    return Text(
        uk="фігурні дужки в тексті не закриті або містять зайве; пишіть, наприклад, {sum}",
        en="braces in the text are not closed or hold too much; write for example {sum}",
    )


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


def unknown_name(name: str, near: str) -> Text:
    """A name of another part of the packs that leads nowhere."""
    uk, en = f"назва «{name}» нікуди не веде", f"the name `{name}` leads nowhere"
    if near:
        uk, en = f"{uk}; може, «{near}»?", f"{en}; did you mean `{near}`?"
    return Text(uk=uk, en=en)


def no_such_question(fact: str, kind: str) -> Text:
    """A comparison that does not fit the kind of the fact."""
    return Text(
        uk=f"так не можна питати про факт «{fact}» виду {kind}",
        en=f"the fact `{fact}` of kind {kind} cannot be asked like this",
    )


def unknown_value(names: str) -> Text:
    """A text mentions values that this condition does not have."""
    return Text(
        uk=f"у тексті є значення {{{names}}}, яких ця умова не дає",
        en=f"the text mentions {{{names}}}, which this condition does not give",
    )


def no_kind(keys: str) -> Text:
    """A file that is no pack of any kind."""
    return Text(
        uk=f"не впізнаю вид пакета за полями {keys}: перевірте назви полів верхнього рівня",
        en=f"no kind of pack has the fields {keys}: check the names on the top level",
    )


def example(name: Text, words: Text) -> Text:
    """An example that fails."""
    return Text(
        uk=f"приклад «{name.uk}» не справджується: {words.uk}",
        en=f"the example `{name.en}` fails: {words.en}",
    )


def expected(name: str, wanted: object, got: object) -> Text:
    """What an example expects, and what came."""
    return Text(
        uk=f"{name} має бути {_plain(wanted)}, а правила дають {_plain(got)}",
        en=f"{name} is expected to be {_plain(wanted)}, the rules give {_plain(got)}",
    )


def _plain(value: object) -> str:
    return json.dumps(value) if value is None or isinstance(value, bool) else str(value)


def not_in_force(on: date) -> Text:
    """An example of a day on which its edition is not in force."""
    return Text(
        uk=f"редакція не діє {on.isoformat()}",
        en=f"the edition is not in force on {on.isoformat()}",
    )


# ---- tables of people and expected answers ------------------------------------------------------


def no_column(absent: Sequence[str], strange: Sequence[str], known: Sequence[str]) -> Text:
    """The heading of a table lacks a column, or names one that nobody knows."""
    lacks, has, may = (", ".join(f"«{one}»" for one in names) for names in (absent, strange, known))
    uk = [f"бракує стовпця {lacks}"] * bool(absent) + [f"стовпця {has} немає"] * bool(strange)
    en = [f"the column {lacks} is missing"] * bool(absent) + [f"{has} is no column"] * bool(strange)
    return Text(uk=f"{'; '.join(uk)}. Є такі: {may}", en=f"{'; '.join(en)}. Columns: {may}")


def row_incomplete(names: Sequence[str]) -> Text:
    """A row whose cells must not all be empty."""
    said = ", ".join(f"«{one}»" for one in names)
    return Text(uk=f"рядок неповний: заповніть {said}", en=f"the row is incomplete: fill in {said}")


def no_day(text: str) -> Text:
    """No date that anybody could mean."""
    return Text(
        uk=f"дати «{text}» немає; пишіть 22.11.2026 або 2026-11-22",
        en=f"«{text}» is no date; write 22.11.2026 or 2026-11-22",
    )


def no_sign(part: str) -> Text:
    """A circumstance without its value."""
    return Text(
        uk=f"обставина «{part}» без значення; пишіть: назва = значення",
        en=f"the circumstance «{part}» has no value; write: name = value",
    )


def not_among(column: str, value: str, allowed: Sequence[str]) -> Text:
    """An expectation in words that the table does not know."""
    may = ", ".join(allowed)
    return Text(
        uk=f"у стовпці «{column}» не буває «{value}»; можна: {may}",
        en=f"the column «{column}» has no «{value}»; possible: {may}",
    )


def row(name: str, column: str, wanted: str, got: str, norm: str) -> Text:
    """A row of a table whose expectation does not come true."""
    return Text(
        uk=f"«{name}»: {column} має бути «{wanted}» ({norm}), а правила дають «{got}»",
        en=f"«{name}»: {column} should be «{wanted}» ({norm}), the rules give «{got}»",
    )
