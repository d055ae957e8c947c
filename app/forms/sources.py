"""Where a field of a form gets its value from: the closed list of what a desk can supply."""

from app.forms.model import BY_HAND

PRIVATE = frozenset(
    {"client.residence", "client.postal_address", "client.contacts", "client.reply_way"}
)
"""Tells where the client can be found: never on a paper that leaves the office in a pocket."""

SOURCES = PRIVATE | {
    BY_HAND,
    "client.full_name",
    "client.full_name_genitive",
    "client.signature_name",
    "client.slip_name",
    "client.birth_date",
    "client.rnokpp",
    "client.document",
    "client.representative",
    "client.representative_paper",
    "client.language",
    "client.accessibility",
    "client.consent_purposes",
    "office.name",
    "office.slip_name",
    "office.centre",
    "office.address",
    "office.contacts",
    "office.hours",
    "office.phone",
    "office.officer",
    "office.officer_signature",
    "office.head_name_dative",
    "visit.essence",
    "visit.deadline",
    "check.services",
    "check.categories",
    "check.attachments",
    "check.received",
    "check.missing",
    "check.answer",
    "check.own_answer",
    "check.on_date",
    "check.provisional_until",
    "check.bring",
    "check.bring_by",
    "access.entries",
    "journal.desk",
    "journal.entries",
    "journal.number",
    "journal.words",
    "preview.day",
    "preview.bills",
    "preview.grounds",
    "today",
}
