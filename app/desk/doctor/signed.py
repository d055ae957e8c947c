"""Whether everybody signed for what stands in the journal under their name."""

from app.desk.signing import Checker
from app.storage import journal
from app.storage.signatures import known_keys
from app.storage.soundness.model import Looked, Place

_REASONS = ("unsigned", "signature")


def unsigned(looked: Looked) -> list[Place]:
    """The first line that nobody signed, or that somebody else signed: it was not written here."""
    keys = Checker(known_keys(looked.session))
    broken = journal.verify(looked.session, holds=keys.holds).first_break
    if broken is None or broken.reason not in _REASONS:
        return []
    return [Place(table="journal", detail=f"{broken.replica}/{broken.seq}", certain=False)]
