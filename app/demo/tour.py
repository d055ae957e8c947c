"""The main job without a display: register, check, print; says where the PDF and pictures are.

`python -m app.demo.tour FOLDER` works on the demo home that `make run` has filled.
"""

import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from random import Random

from app.content.library import Library
from app.core.clock import Clock, SystemClock, today
from app.core.ids import Ids, SystemIds
from app.core.paths import Home, home
from app.demo import people
from app.demo.office import USERS
from app.desk.desk import Desk, assemble
from app.desk.vaults import Vaults
from app.eligibility.model import Paper, PaperState
from app.registry.model import AidKind, VisitDraft

PAPERS = ("bvpd_application", "consent", "papers_receipt", "bring_list")


def main_job(home_of_demo: Home, folder: Path, *, clock: Clock, ids: Ids) -> list[Path]:
    """Do the main job for one more invented person; the PDFs that it made in `folder`."""
    user = USERS[1]
    opened = Vaults(home_of_demo, clock=clock, ids=ids).open(user.name, user.passphrase)
    with closing(opened.database):
        library = Library.load()
        desk = assemble(opened.database, library, clock=clock, ids=ids, author=opened.user.id)
        return _print_all(desk, folder, today(clock), ids)


def _print_all(desk: Desk, folder: Path, day: date, ids: Ids) -> list[Path]:
    chance = Random(ids.below(1 << 30))  # noqa: S311  invented people need no secrets
    matter = people.matter(chance, day)
    visit = VisitDraft(
        kind=AidKind.SECONDARY_AID,
        topic=matter.topic,
        essence=matter.essence,
        wanted_result=matter.wanted_result,
    )
    client = desk.intake.register(people.card(0, chance, day), visit).client
    paper = Paper(item="id_card", state=PaperState.ORIGINAL_SEEN, seen_on=day)
    desk.checks.keep_paper(client.id, paper)
    facts = {
        **desk.checks.facts_from_card(client.card, day),
        "applicant": "self",
        "service_needed": frozenset({"representation"}),
    }
    check = desk.checks.save(client.id, facts, desk.checks.papers(client.id), day)
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for form in PAPERS:
        values = desk.papers.values_for(form, client.id, check_id=check.id)
        path = folder / f"{form}.pdf"
        desk.papers.save_pdf(path, desk.papers.preview(form, values, client_id=client.id).pdf)
        made.append(path)
    return made


def main() -> int:
    """Do the main job on the home in `PRYIMALNIA_HOME`, papers into the folder of the argument."""
    folder = Path(sys.argv[1]) / "papers"
    for path in main_job(home(), folder, clock=SystemClock(), ids=SystemIds()):
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
