"""Another member of a household: what their new card shares with the card that is there."""

from dataclasses import replace

from app.registry.model import Card, Client
from app.registry.past import Settlements
from app.registry.relations import (
    SEEN_FROM_THERE,
    Beside,
    HouseholdMember,
    Kinship,
    Representative,
    RepresentativeKind,
    Whereabouts,
)
from app.ui.registration.typed import values_of

_SHARED = ("registered_address", "pre_war_address", "language")
_ACTS_FOR = {
    Kinship.CHILD: RepresentativeKind.PARENT,
    Kinship.WARD: RepresentativeKind.GUARDIAN_OR_TRUSTEE,
}


def beside_values(origin: Client, at: int | None) -> dict[str, str]:
    """The form of a new member; `at` is the line of the household that speaks of them.

    Safe contact is asked anew. Where the member lives is copied only if both live together and the
    address of the one who is here is not protected.
    """
    card = origin.card
    lines = card.household
    member = lines[at] if at is not None and at < len(lines) else None
    together = member is None or member.state is Whereabouts.TOGETHER
    near = together and not card.safe_contact.on
    shared = {name: getattr(card, name) for name in _SHARED}
    settled = Settlements(
        registered_address=card.settlements.registered_address,
        actual_address=card.settlements.actual_address if near else "",
    )
    new = Card(
        **shared,
        settlements=settled,
        actual_address=card.actual_address if near else "",
        surname=(member.surname if member else "") or card.surname,
        household=(_seen_from_there(origin, member),),
    )
    if member is not None:
        new = replace(
            new,
            given_name=member.given_name,
            patronymic=member.patronymic,
            birth_date=member.birth_date,
            age=member.age,
            age_on=member.age_on,
            representative=_acting(origin, member),
        )
    values = values_of(new)
    if member is None:
        values["member_0_kinship"] = ""
    return {key: value for key, value in values.items() if value}


def beside_of(card: Card) -> Beside | None:
    """The registered person whose household the new card joins."""
    member = next((one for one in card.household if one.client_id), None)
    if member is None:
        return None
    kinship = SEEN_FROM_THERE.get(member.kinship, member.kinship)
    return Beside(client_id=member.client_id, kinship=kinship)


def _seen_from_there(origin: Client, member: HouseholdMember | None) -> HouseholdMember:
    card = origin.card
    kinship = member.kinship if member else Kinship.OTHER
    apart = member is not None and member.state is not Whereabouts.TOGETHER
    return HouseholdMember(
        kinship=SEEN_FROM_THERE.get(kinship, kinship),
        surname=card.surname,
        given_name=card.given_name,
        patronymic=card.patronymic,
        birth_date=card.birth_date,
        state=Whereabouts.SEPARATED if apart else Whereabouts.TOGETHER,
        client_id=origin.id,
    )


def _acting(origin: Client, member: HouseholdMember) -> Representative | None:
    """A child is represented by the parent, a captive may be by the family: both may be changed."""
    kind = _ACTS_FOR.get(member.kinship)
    if member.state is Whereabouts.CAPTIVE:
        kind = RepresentativeKind.FAMILY_OF_CAPTIVE
    if kind is None:
        return None
    return Representative(kind=kind, full_name=origin.card.full_name, client_id=origin.id)
