"""Papers: what the desk knows is put into a form, drawn, saved, and each print written down."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy.orm import Session

from app.accounts import store as accounts
from app.accounts.model import Office
from app.accounts.permissions import Action
from app.content import words_catalogue
from app.content.library import Library
from app.core.clock import Clock, local, today
from app.core.errors import DeskError, InputError
from app.core.ids import Ids
from app.core.words import Language, Words
from app.desk import extract
from app.desk.ahead import Coming, values_ahead
from app.desk.checks import Checks
from app.desk.extract import Row
from app.desk.gate import Gate, free, job
from app.desk.glass import expect_open
from app.desk.paper_check import check_values
from app.desk.paper_values import CheckValues, Known, sources
from app.desk.sight import Sight
from app.eligibility.model import Verdict
from app.forms import declension, shelf, store
from app.forms.fill import empty, fill
from app.forms.model import Filled, Form, FormSummary, Imprint, Preview, PrintRecord
from app.forms.saving import save
from app.registry import store as registry
from app.registry.model import Client
from app.storage.database import Database

MOST_COPIES = 99
ACCESS = "access.entries"
"""The source that only the extract of the access log has: it is looked up for it alone."""


class Papers:
    """The papers of the office, as one signed-in person makes them."""

    def __init__(
        self,
        database: Database,
        library: Library,
        *,
        clock: Clock,
        ids: Ids,
        author: str,
        words: Words | None = None,
        gate: Gate | None = None,
    ) -> None:
        """`words` tell what is wrong in the language of the window; else in Ukrainian."""
        self.gate = gate or Gate(database, author)
        self._database = database
        self._library = library
        self._clock = clock
        self._ids = ids
        self._author = author
        self._given_words = words
        self._checks = Checks(database, library, clock=clock, ids=ids, author=author)
        self._sight = Sight(database, clock=clock, ids=ids, author=author)

    @property
    def _words(self) -> Words:
        return self._given_words or self._paper_words("uk")

    def _paper_words(self, language: Language) -> Words:
        """Words in the language of a paper, whatever the window speaks."""
        return Words(words_catalogue.load(), language)

    # ---- forms ----------------------------------------------------------------------------------

    @job(Action.PRINT_BLANK)
    def forms(self) -> tuple[FormSummary, ...]:
        """Every form of the office that is in force today."""
        known = shelf.forms(self._library, today(self._clock))
        shelved = (form for form in known.values() if form.shelved and not form.watermark)
        return tuple(shelf.summary(form) for form in shelved)

    @job(Action.PRINT_BLANK)
    def form(self, form_id: str) -> Form:
        """One form with its fields; an unknown one is an InputError."""
        return shelf.form(self._library, form_id, today(self._clock))

    # ---- values ---------------------------------------------------------------------------------

    @job(Action.PRINT_FILLED, of="client_id")
    def values_for(
        self, form_id: str, client_id: str, *, check_id: str = "", language: Language = "uk"
    ) -> dict[str, object]:
        """What is known for this form: from the card, the office, the visit and the check.

        It obeys safe contact: the application carries only the channel that the client allowed,
        a slip that travels no address and no phone.
        """
        form = self.form(form_id)
        words = self._paper_words(language)
        known = self._known(client_id, check_id, words)
        found = sources(known, words)
        if any(one.source == ACCESS for one in form.fields):
            found[ACCESS] = self._who_looked(client_id, words)
        values = {one.name: found[one.source] for one in form.fields if one.source in found}
        return declension.derive(form, values, sex=known.card.sex)

    @job(Action.PRINT_FILLED, of="client_id")
    def doubtful_names(
        self, form_id: str, client_id: str, values: Mapping[str, object]
    ) -> tuple[str, ...]:
        """Fields whose name could not be declined with certainty: look at them, mend by hand."""
        with self._database.reading() as session:
            self._expect_open(session, client_id)
            sex = _client(session, client_id).card.sex
        return declension.uncertain(self.form(form_id), values, sex=sex)

    def _who_looked(self, client_id: str, words: Words) -> list[Row]:
        with self._database.reading() as session:
            users = accounts.users(session)
        return extract.rows(self._sight.of_client(client_id), users, words)

    def _known(self, client_id: str, check_id: str, words: Words) -> Known:
        day = today(self._clock)
        with self._database.reading() as session:
            self._expect_open(session, client_id)
            client = _client(session, client_id)
            visits = registry.visits_of(session, client_id)
            user = accounts.user(session, self._author)
            office = accounts.office(session)
        return Known(
            card=client.card,
            office=office,
            officer=user.name if user else "",
            visit=visits[0] if visits else None,
            check=self._check(client, check_id, words),
            today=day,
        )

    def _check(self, client: Client, check_id: str, words: Words) -> CheckValues:
        """What the check says: the asked one, else the client's newest."""
        checks = self._checks.of_client(client.id)
        saved = next((one for one in checks if one.id == check_id or not check_id), None)
        if check_id and saved is None:
            raise DeskError("check.not_found")
        day = today(self._clock)
        return check_values(
            saved,
            self._checks.papers(client.id),
            self._checks.rules(saved.on_date if saved else day),
            words=words,
            today=day,
            document=client.card.document.kind if client.card.document else "",
        )

    # ---- drawing --------------------------------------------------------------------------------

    @job(Action.PRINT_FILLED, of="client_id")
    def preview(
        self,
        form_id: str,
        values: Mapping[str, object],
        *,
        client_id: str = "",
        language: Language = "uk",
        large_print: bool = False,
        monochrome: bool = False,
        reprint_of: str = "",
    ) -> Preview:
        """The paper as it would be printed now, and which required fields are still empty.

        `client_id` puts the card number and its code on the paper, `reprint_of` the mark of a
        reprint. Values that do not fit, and letters that the font lacks, are an InputError.
        """
        form = self.form(form_id)
        filled = fill(form, declension.derive(form, values), words=self._words, language=language)
        pdf = self._draw(
            filled,
            self._imprint(form, client_id, reprint_of),
            large_print=large_print,
            monochrome=monochrome,
        )
        return Preview(pdf=pdf, missing=filled.missing, control=filled.control, sha256=_sha256(pdf))

    @free("a sheet about the law, of answers that the caller has")
    def draw_ahead(
        self, now: Verdict, then: Verdict, coming: Coming, *, language: Language
    ) -> bytes:
        """What an edition that is not in force would change, on a sheet that always says so."""
        values = values_ahead(now, then, coming, words=self._paper_words(language))
        return self.preview("edition_preview", values, language=language).pdf

    @job(Action.PRINT_BLANK)
    def blank(self, form_id: str, *, language: Language = "uk", large_print: bool = False) -> bytes:
        """The numbered form to fill in by hand."""
        filled = empty(self.form(form_id), language=language)
        return self._draw(filled, Imprint(), large_print=large_print, blank=True)

    def _draw(
        self,
        filled: Filled,
        imprint: Imprint,
        *,
        large_print: bool = False,
        monochrome: bool = False,
        blank: bool = False,
    ) -> bytes:
        from app.forms.render import render  # noqa: PLC0415  the PDF writer comes at first use

        return render(
            filled,
            words=self._words,
            imprint=imprint,
            large_print=large_print,
            monochrome=monochrome,
            blank=blank,
        )

    def _imprint(self, form: Form, client_id: str, reprint_of: str) -> Imprint:
        reference, named, reprint = "", True, 0
        with self._database.reading() as session:
            office = accounts.office(session)
            if client_id:
                client = _client(session, client_id)
                reference = client.reference
                named = not (form.travels and client.card.safe_contact.on)
                reprint = _reprint(store.of_client(session, client_id), reprint_of)
        return Imprint(
            reference=reference,
            printed_at=local(self._clock.now()),
            office=_name(office) if named else "",
            rules=self._rules_edition(form, client_id),
            reprint=reprint,
        )

    def _rules_edition(self, form: Form, client_id: str) -> str:
        """The edition of the rules that the newest check used, where the form rests on a check."""
        rests = any(one.source.startswith("check.") for one in form.fields)
        checks = self._checks.of_client(client_id) if rests and client_id else ()
        return max((stamp.edition for stamp in checks[0].packs), default="") if checks else ""

    # ---- on paper and on disk -------------------------------------------------------------------

    @job(Action.PRINT_FILLED, of="client_id")
    def record_print(
        self,
        client_id: str,
        form_id: str,
        values: Mapping[str, object],
        copies: int,
        *,
        reprint_of: str = "",
        reason: str = "",
        language: Language = "uk",
        large_print: bool = False,
        sha256: str = "",
    ) -> PrintRecord:
        """Write one print down. The same values printed again are a reprint and need a reason."""
        form = self.form(form_id)
        if form.watermark:
            raise InputError("paper.preview_only")
        if not 1 <= copies <= MOST_COPIES:
            raise InputError("paper.copies", copies=copies)
        kept = _plain(declension.derive(form, values))
        fill(form, kept, words=self._words, language=language)
        with self._database.writing("form.printed", author=self._author) as session:
            self._expect_open(session, client_id, to_write=True)
            client = _client(session, client_id)
            prints = store.of_client(session, client_id)
            earlier = reprint_of or _same(prints, form, language, kept)
            _check_reprint(prints, earlier, reason)
            record = PrintRecord(
                id=self._ids.record(),
                client_id=client_id,
                form=form.id,
                edition=form.edition,
                reference=client.reference,
                copies=copies,
                printed_at=self._clock.now(),
                author=self._author,
                language=language,
                large_print=large_print,
                reprint_of=earlier,
                reason=reason.strip(),
                sha256=sha256,
                values=kept,
            )
            store.add(session, record)
        return record

    @job(Action.REPRINT, of="client_id")
    def earlier_print(
        self,
        client_id: str,
        form_id: str,
        values: Mapping[str, object],
        *,
        language: Language = "uk",
    ) -> PrintRecord | None:
        """The print that already carried exactly these values: printing them again is a reprint."""
        form = self.form(form_id)
        prints = self.prints_of(client_id)
        same = _same(prints, form, language, _plain(declension.derive(form, values)))
        return next((one for one in prints if one.id == same), None)

    @job(Action.REPRINT, of="client_id")
    def prints_of(self, client_id: str) -> tuple[PrintRecord, ...]:
        """The prints of one client, newest first."""
        with self._database.reading() as session:
            self._expect_open(session, client_id)
            return store.of_client(session, client_id)

    def _expect_open(self, session: Session, client_id: str, *, to_write: bool = False) -> None:
        now = self._clock.now()
        expect_open(session, client_id, author=self._author, at=now, to_write=to_write)

    @free("it writes what the caller was given")
    def save_pdf(self, path: Path, pdf: bytes) -> None:
        """Write a paper whole or not at all; the file that stood there before stays on failure."""
        save(path, pdf)


def _client(session: Session, client_id: str) -> Client:
    client = registry.client(session, client_id)
    if client is None:
        raise DeskError("client.unknown")
    return client


def _name(office: Office) -> str:
    return office.name or office.centre_name


def _sha256(pdf: bytes) -> str:
    return hashlib.sha256(pdf).hexdigest()


def _plain(values: Mapping[str, object]) -> dict[str, object]:
    """The values as JSON holds them: days as text, several as lists."""
    text = json.dumps(values, default=lambda day: day.isoformat())
    plain: dict[str, object] = json.loads(text)
    return plain


def _same(
    prints: tuple[PrintRecord, ...], form: Form, language: Language, values: Mapping[str, object]
) -> str:
    """The first print of the same edition and language with the same values, or empty."""
    kind = (form.id, form.edition, language)
    for one in reversed(prints):
        if (one.form, one.edition, one.language) == kind and one.values == values:
            return one.reprint_of or one.id
    return ""


def _check_reprint(prints: tuple[PrintRecord, ...], earlier: str, reason: str) -> None:
    if not earlier:
        return
    if earlier not in {one.id for one in prints}:
        raise InputError("paper.no_print")
    if not reason.strip():
        raise DeskError("paper.reason_needed")


def _reprint(prints: tuple[PrintRecord, ...], reprint_of: str) -> int:
    """The number of the reprint that would come next; 0 when it is a first print."""
    if not reprint_of:
        return 0
    return 1 + sum(one.reprint_of == reprint_of for one in prints)
