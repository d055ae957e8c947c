"""The lists that a worker chooses from; their words stand under these prefixes.

Topics: `topic.<id>` (law.md 7.4). Languages: `spoken.<code>`. Needs: `accessibility.<id>`.
Statuses: `status.<id>`; an id that is also a ground of Article 14 has the id of that category.
"""

TOPICS = (
    *("civil_contracts", "family", "inheritance", "housing", "land", "labour", "pension"),
    *("social_security", "disability", "idp_rights", "war_damage_compensation"),
    *("military_service", "veterans", "captivity_missing", "documents_civil_status"),
    *("administrative_appeals", "administrative_offences", "criminal_victim"),
    *("criminal_defence", "enforcement", "debt_credit", "consumer", "tax", "medical"),
    *("education", "domestic_violence", "children_rights", "migration", "other"),
)
LANGUAGES = (
    *("uk", "ru", "en", "pl", "ro", "hu", "bg", "crh", "rom", "be", "sk", "ka", "hy", "az"),
    *("tr", "ar", "fa", "de", "fr", "es"),
)
SIGN_LANGUAGE = "sign"
ACCESSIBILITY = (
    *("large_print", "wheelchair", "companion", "hearing", "sight", "cannot_read", "cannot_sign"),
    "plain_words",
)
STATUSES = (
    *("idp", "war_veteran", "family_of_fallen", "disability_group_1", "disability_group_2"),
    *("disability_group_3", "disability_child", "orphan", "large_family", "pensioner"),
    *("refugee_or_protected", "deprived_of_liberty_by_aggression"),
    *("domestic_or_gender_violence", "trafficking_victim", "torture_victim"),
    *("no_identity_documents", "rehabilitated", "special_merits", "nazi_persecution_victim"),
)
