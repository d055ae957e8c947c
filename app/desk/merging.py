"""Two cards of one person: compared, merged, the merge undone; or told apart for good.

Nothing is moved by a merge: the merged card leads to the kept one, and whoever asks for the records
of the kept card gets those of the merged ones too. So an undo has nothing to carry back.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.accounts.permissions import Action
from app.core.clock import Clock, today
from app.core.errors import DeskError, InputError
from app.core.ids import Ids
from app.desk.gate import Gate, free, job
from app.desk.glass import expect_open
from app.desk.timeline import gathered
from app.registry import merges, store
from app.registry.card_json import card_to_json, from_plain
from app.registry.likeness import weigh
from app.registry.merging import Compared, Merge, Side, combined, kin, pairs, says
from app.registry.model import Card, Client, Versions
from app.registry.validation import errors
from app.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmerged:
    """Two cards after the undo of their merge."""

    kept: Client
    merged: Client
    left: tuple[str, ...]
    """Fields of the kept card that somebody changed after the merge: they stay as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedCard:
    """A card that was merged into another and still is."""

    merge: Merge
    client: Client


class Merging:
    """Cards of one person, as one signed-in person finds and merges them."""

    def __init__(
        self, database: Database, *, clock: Clock, ids: Ids, author: str, gate: Gate | None = None
    ) -> None:
        """Work in that database, in the name of `author`."""
        self.gate = gate or Gate(database, author)
        self._database, self._clock, self._ids, self._author = database, clock, ids, author

    # ---- looking --------------------------------------------------------------------------------

    @job(Action.RESOLVE_CONFLICTS, of="one_id")
    def compare(self, one_id: str, other_id: str, *, keep: str = "") -> Compared:
        """Two cards side by side; unless `keep` says which, that with more records is kept.

        Of two cards with as many the fuller one, then the older one.
        """
        with self._database.reading() as session:
            one, other = _standing(session, one_id), _standing(session, other_id)
            for card in (one, other):
                expect_open(session, card.id, author=self._author, at=self._clock.now())
            if one.id == other.id:
                raise DeskError("merge.already")
            records = {card.id: len(gathered(session, card)) for card in (one, other)}
            kept, merged = sorted(
                (one, other),
                key=lambda card: (
                    card.id != keep,
                    -records[card.id],
                    -says(card),
                    card.registered_at,
                ),
            )
            return Compared(
                kept=kept,
                merged=merged,
                pairs=pairs(kept.card, merged.card),
                weighed=weigh(kept.card, merged.card),
                kin=kin(kept.card, merged.card),
                told_apart=merged.id in merges.told_apart(session, kept.id),
                records=(records[kept.id], records[merged.id]),
            )

    @free("it judges what the caller has")
    def preview(self, compared: Compared, choices: Mapping[str, Side]) -> Card:
        """The card that the two would become."""
        return combined(compared.kept.card, compared.merged.card, choices)

    @job(Action.FIND_PERSON, of="client_id")
    def merged_into(self, client_id: str) -> tuple[MergedCard, ...]:
        """The cards merged into this one, the newest merge first."""
        with self._database.reading() as session:
            found = [
                MergedCard(merge=merge, client=_client(session, merge.merged_id))
                for merge in merges.into(session, client_id, standing=True)
            ]
        return tuple(reversed(found))

    # ---- merging --------------------------------------------------------------------------------

    @job(Action.RESOLVE_CONFLICTS, of="kept_id")
    def merge(
        self,
        kept_id: str,
        merged_id: str,
        choices: Mapping[str, Side] | None = None,
        *,
        seen: Mapping[str, Versions],
        reason: str = "",
    ) -> Client:
        """Make two cards one; `seen` are the versions of both that were on the screen.

        A card that somebody changed or merged meanwhile stops the merge, and nothing is changed.
        """
        with self._database.writing("client.merged", author=self._author) as session:
            kept, merged = _client(session, kept_id), _client(session, merged_id)
            _refuse_if_moved(kept, merged, seen)
            card = combined(kept.card, merged.card, choices or {})
            if wrong := errors(card, on=today(self._clock)):
                raise InputError("merge.faulty", remarks=wrong)
            before, after = card_to_json(kept.card), card_to_json(card)
            with store.kept_findable(session, (kept_id, merged_id)):
                store.change_client(session, kept, card)
                merges.add(
                    session,
                    Merge(
                        id=self._ids.record(),
                        kept_id=kept_id,
                        merged_id=merged_id,
                        made_at=self._clock.now(),
                        author=self._author,
                        reason=reason.strip(),
                        changed={
                            name: (before[name], after[name])
                            for name in after
                            if before[name] != after[name]
                        },
                    ),
                )
        with self._database.reading() as session:
            return _client(session, kept_id)

    @job(Action.RESOLVE_CONFLICTS, of="merge_id")
    def undo(self, merge_id: str) -> Unmerged:
        """Let the merged card stand for itself, and give the kept one its fields back.

        What somebody changed on the kept card after the merge stays as it is and is told.
        """
        with self._database.writing("client.merge_undone", author=self._author) as session:
            merge = merges.merge(session, merge_id)
            if merge is None or merge.undone_at is not None:
                raise DeskError("merge.undone_already")
            refuse_if_buried(session, merge)
            kept = _client(session, merge.kept_id)
            now = card_to_json(kept.card)
            ours = {
                name: before
                for name, (before, after) in merge.changed.items()
                if now.get(name) == after
            }
            with store.kept_findable(session, (merge.kept_id, merge.merged_id)):
                store.change_client(session, kept, from_plain(Card, {**now, **ours}))
                merges.take_back(session, merge, at=self._clock.now(), author=self._author)
        with self._database.reading() as session:
            return Unmerged(
                kept=_client(session, merge.kept_id),
                merged=_client(session, merge.merged_id),
                left=tuple(name for name in merge.changed if name not in ours),
            )

    # ---- two people -----------------------------------------------------------------------------

    @job(Action.RESOLVE_CONFLICTS, of="one_id")
    def tell_apart(self, one_id: str, other_id: str, *, reason: str = "") -> None:
        """These are two people: never offer the two cards again."""
        with self._database.writing("client.told_apart", author=self._author) as session:
            one, other = _standing(session, one_id), _standing(session, other_id)
            if other.id not in merges.told_apart(session, one.id):
                merges.tell_apart(
                    session,
                    one.id,
                    other.id,
                    record=self._ids.record(),
                    at=self._clock.now(),
                    author=self._author,
                    reason=reason.strip(),
                )

    @job(Action.RESOLVE_CONFLICTS, of="one_id")
    def take_back_apart(self, one_id: str, other_id: str) -> None:
        """They may be one person after all."""
        with self._database.writing("client.apart_taken_back", author=self._author) as session:
            merges.take_back_apart(session, one_id, other_id)


def refuse_if_buried(session: Session, merge: Merge) -> None:
    """A merge is undone before those that were made over it."""
    kept = _client(session, merge.kept_id)
    into_it = merges.into(session, merge.kept_id, standing=True)
    later = into_it[[one.id for one in into_it].index(merge.id) + 1 :]
    over = any(
        one.kept_id == merge.kept_id and set(one.changed) & set(merge.changed) for one in later
    )
    if kept.merged_into or over:
        raise DeskError("merge.undo_later_first")


def _refuse_if_moved(kept: Client, merged: Client, seen: Mapping[str, Versions]) -> None:
    if kept.id == merged.id or kept.merged_into or merged.merged_into:
        raise DeskError("merge.already")
    if any(one.versions != seen.get(one.id) for one in (kept, merged)):
        raise DeskError("merge.changed_meanwhile")


def _client(session: Session, client_id: str) -> Client:
    client = store.client(session, client_id)
    if client is None:
        raise DeskError("client.unknown")
    return client


def _standing(session: Session, client_id: str) -> Client:
    return _client(session, store.standing_for(session, client_id))
