"""One given name in Ukrainian and in Russian: letters alone do not show that it is one."""

from app.registry.names import forgive

_GROUPS = (
    ("микола", "николай"),
    ("ганна", "анна"),
    ("олександр", "александр"),
    ("дмитро", "дмитрий", "дмитрій"),
    ("михайло", "михаил"),
    ("олексій", "алексей"),
    ("сергій", "сергей"),
    ("андрій", "андрей"),
    ("євген", "евгений", "євгеній"),
    ("олена", "елена"),
    ("ольга", "олга"),
    ("наталія", "наталья", "наталя"),
    ("тетяна", "татьяна"),
    ("катерина", "екатерина"),
    ("світлана", "светлана"),
    ("володимир", "владимир"),
    ("пилип", "филипп", "філіп"),
    ("григорій", "григорий"),
    ("павло", "павел"),
    ("петро", "петр", "пётр"),
    ("іван", "иван"),
    ("ігор", "игорь"),
    ("юлія", "юлия"),
    ("надія", "надежда"),
    ("любов", "любовь"),
    ("данило", "даниил", "данил"),
    ("кирило", "кирилл"),
    ("микита", "никита"),
)
_GROUP = {forgive(name): group for group in _GROUPS for name in group}


def same_name(one: str, other: str) -> bool:
    """Whether two folded names are one name in two languages."""
    group = _GROUP.get(forgive(one))
    return group is not None and group is _GROUP.get(forgive(other))


def spellings_of(name: str) -> tuple[str, ...]:
    """The folded name as the other language spells it, and itself."""
    return _GROUP.get(forgive(name), (name,))
