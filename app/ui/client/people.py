"""The people around a client in words: the household, who acts for whom, where their cards are."""

from collections.abc import Iterator
from datetime import date

from app.core.words import Words
from app.desk.household import Circle, NamedBy
from app.registry.dates import full_years
from app.registry.model import Client
from app.registry.relations import HouseholdMember, Representative, Whereabouts
from app.ui.client.portrait import figures
from app.ui.client.state import PersonLine

_ICONS = {
    Whereabouts.TOGETHER: "house",
    Whereabouts.SEPARATED: "route",
    Whereabouts.MISSING: "circle-alert",
    Whereabouts.ABROAD: "globe",
    Whereabouts.CAPTIVE: "lock",
    Whereabouts.OCCUPIED: "shield-alert",
    Whereabouts.DECEASED: "minus",
}


def people_lines(
    client: Client, circle: Circle, words: Words, today: date
) -> tuple[PersonLine, ...]:
    """Those on the client's own card first, then the cards that name the client."""
    return tuple(_lines(client, circle, words, today))


def _lines(client: Client, circle: Circle, words: Words, today: date) -> Iterator[PersonLine]:
    told = {one.client_id for one in client.card.household if one.client_id}
    for at, member in enumerate(client.card.household):
        known = member.client_id in circle.known
        yield PersonLine(
            icon=_ICONS[member.state],
            name=member.full_name or words(f"kinship.{member.kinship}"),
            said=_of_member(member, words, today),
            client_id=member.client_id if known else "",
            member=at,
        )
    if acting := client.card.representative:
        yield PersonLine(
            icon="users",
            name=acting.full_name or words(f"representative.{acting.kind}"),
            said=words("client.acts_here", how=powers(acting, words, today)),
            client_id=acting.client_id if acting.client_id in circle.known else "",
        )
    for named in circle.named_by:
        if named.representative is not None or named.client.id not in told:
            yield _named(named, words, today)


def _named(named: NamedBy, words: Words, today: date) -> PersonLine:
    name = named.client.masked_name if named.client.card.safe_contact.on else _name(named.client)
    if named.representative is not None:
        how = powers(named.representative, words, today)
        said = words("client.acts_for", how=how)
    else:
        said = words("client.named_there")
    icon = "users" if named.representative is not None else "link"
    return PersonLine(icon=icon, name=name, said=said, client_id=named.client.id)


def _name(client: Client) -> str:
    return client.card.full_name


def _of_member(member: HouseholdMember, words: Words, today: date) -> str:
    state = words(f"member.{member.state}")
    if member.since is not None:
        state = f"{state} {words('client.since', day=figures(member.since))}"
    age = full_years(member.birth_date, today) if member.birth_date else member.age
    parts = (
        words(f"kinship.{member.kinship}"),
        words("client.years", n=age) if age is not None else "",
        state,
        words("dependant.yes") if member.dependant else "",
        member.note,
    )
    return " · ".join(part for part in parts if part)


def powers(acting: Representative, words: Words, today: date) -> str:
    """By what right, on which paper and until when somebody acts; an ended term is said."""
    parts = [words(f"representative.{acting.kind}"), acting.powers, acting.paper]
    if acting.valid_until is not None:
        key = "client.until_ended" if acting.valid_until < today else "client.until"
        parts.append(words(key, day=figures(acting.valid_until)))
    return " · ".join(part for part in parts if part)
