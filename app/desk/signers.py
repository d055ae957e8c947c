"""Whose pairs of keys hold at this desk: the person who signs in, the desk, and the office (R)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.accounts import store
from app.accounts.model import Signer, SignerKind, User
from app.core.clock import Clock
from app.core.ids import Ids
from app.desk.signing import signing_of
from app.storage import desk_secret
from app.storage.database import Database
from app.vault.pairs import Pair, PublicPair


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What the signed-in person signs and unseals with, for as long as the vault is open."""

    person: Pair = field(repr=False)
    desk: Pair = field(repr=False)


def keys_of(database: Database, user: User, person: Pair, *, clock: Clock, ids: Ids) -> Keys:
    """The pairs of this session: they sign its journal. Pairs that are new are told to the office.

    A vault of before m0003, a person who lost the passphrase, a vault on another machine: the first
    sign-in makes what is missing, and ends the pair that was before.
    """
    keys = Keys(person=person, desk=desk_pair(database))
    database.sign_with(signing_of(user.id, person=keys.person, desk=keys.desk))
    told = (
        (SignerKind.PERSON, user.id, keys.person.public()),
        (SignerKind.DESK, str(database.replica), keys.desk.public()),
    )
    with database.reading() as session:
        known = {(one.kind, one.holder, one.sign) for one in store.signers(session)}
    new = [one for one in told if (one[0], one[1], one[2].sign) not in known]
    if new:
        with database.writing("keys.told", author=user.id) as session:
            for kind, holder, public in new:
                store.put_signer(session, _signer(kind, holder, public, clock=clock, ids=ids))
    return keys


def office_signer(public: PublicPair, *, clock: Clock, ids: Ids) -> Signer:
    """R, as it holds from now on."""
    return _signer(SignerKind.OFFICE, "", public, clock=clock, ids=ids)


def invite_signer(user_id: str, public: PublicPair, *, clock: Clock, ids: Ids) -> Signer:
    """The pair of an invitation: the new key of a vault can be sealed to it."""
    return _signer(SignerKind.INVITE, user_id, public, clock=clock, ids=ids)


class Signers:
    """The public halves of everybody: to check signatures, and to choose whom to seal to."""

    def __init__(self, database: Database) -> None:
        """Read from that vault."""
        self._database = database

    def all(self) -> tuple[Signer, ...]:
        """Every pair that ever held here, the oldest first."""
        with self._database.reading() as session:
            return store.signers(session, ended=True)

    def office(self) -> bytes | None:
        """R's public half to seal to; None until an old vault gets a new recovery code."""
        return next((one.seal for one in self._held() if one.kind is SignerKind.OFFICE), None)

    def recipients(self, *user_ids: str) -> tuple[bytes, ...]:
        """The halves to seal to for those people; R is always among them when there is one."""
        people = (
            one.seal
            for one in self._held()
            if one.kind is SignerKind.PERSON and one.holder in user_ids
        )
        office = self.office()
        return (*people, *(() if office is None else (office,)))

    def _held(self) -> Iterator[Signer]:
        with self._database.reading() as session:
            yield from store.signers(session)


def desk_pair(database: Database) -> Pair:
    """The pair of this desk; made, and kept in the vault, when there is none."""
    with database.reading() as session:
        kept = desk_secret.known(session)
    if kept is not None:
        return Pair(kept)
    pair = Pair.random()
    with database.local_writing() as session:
        desk_secret.keep(session, pair.raw)
    return pair


def _signer(kind: SignerKind, holder: str, public: PublicPair, *, clock: Clock, ids: Ids) -> Signer:
    return Signer(
        id=ids.record(),
        kind=kind,
        holder=holder,
        sign=public.sign,
        seal=public.seal,
        made_at=clock.now(),
    )
