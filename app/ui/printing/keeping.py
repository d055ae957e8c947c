"""What was corrected by hand on the papers of one client: one draft, by form."""

from collections.abc import Mapping

from app.desk.drafts import Drafts

SCREEN = "printing"
Hands = Mapping[str, Mapping[str, object]]
"""Form id -> field -> what was typed."""


def hands_of(drafts: Drafts, client_id: str) -> Hands:
    """What waits for this client; nothing when nothing does."""
    draft = drafts.find(SCREEN, client_id)
    if draft is None:
        return {}
    return {form: hand for form, hand in draft.values.items() if isinstance(hand, Mapping)}


def kept(drafts: Drafts, client_id: str, hands: Hands) -> None:
    """Make it durable; with nothing left the draft goes."""
    draft_id = f"{SCREEN}-{client_id}"
    if hands:
        drafts.keep(SCREEN, client_id, dict(hands), draft_id=draft_id)
    else:
        drafts.drop(draft_id)
