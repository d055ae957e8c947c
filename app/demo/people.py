"""Invented people for demo data and pictures: plants and stones for surnames, so nobody is real."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from app.registry.model import (
    Card,
    Channel,
    Consent,
    ConsentPurpose,
    ConsentWay,
    DocumentKind,
    IdentityDocument,
    IdentityLevel,
    RnokppAbsence,
    SafeContact,
    Sex,
    Status,
    YesNo,
)
from app.registry.past import PreWarAddress
from app.registry.relations import (
    HouseholdMember,
    Kinship,
    Representative,
    RepresentativeKind,
    Whereabouts,
)

SURNAMES = (
    "Соняшник", "Барвінок", "Волошка", "Калинка", "Деревій", "Подорожник", "Чебрець", "Материнка",
    "Любисток", "Ромашка", "Горицвіт", "Пролісок", "Мальва", "Щавель", "Кропива", "Осока",
    "Очерет", "Верба", "Ясен", "Ґаблик", "Їжачок", "Щиглик", "Жайвір", "Сойка", "Кремінь",
    "Бурштин", "Ґрунтик", "Джерельце", "Стежка", "Місток", "Ліхтарик", "Сопілка", "Вітрячок",
    "Хмаринка", "Щербаківʼюк-Їжакевич",
)  # fmt: skip
WOMEN = ("Олена", "Ганна", "Марія", "Євгенія", "Ірина", "Ґалина", "Софія", "Надія", "Любов", "Юлія")
MEN = ("Іван", "Петро", "Андрій", "Юрій", "Єгор", "Тарас", "Яків", "Степан", "Гнат", "Лукʼян")
FATHERS = (
    ("Іванівна", "Іванович"), ("Петрівна", "Петрович"), ("Юріївна", "Юрійович"),
    ("Степанівна", "Степанович"), ("Яківна", "Якович"), ("Андріївна", "Андрійович"),
)  # fmt: skip
STREETS = ("вул. Садова", "вул. Липова", "вул. Джерельна", "пров. Тихий", "вул. Польова")
MATTERS = (
    ("idp_rights", "Припинили виплату з вересня, відповіді на заяву немає", "Поновити виплату"),
    ("family", "Батько дитини не сплачує аліменти другий рік", "Стягнути аліменти"),
    ("pension", "Не зарахували роки роботи до пенсії", "Перерахувати пенсію"),
    ("housing", "Просять виселитися з гуртожитку до кінця місяця", "Залишитися в гуртожитку"),
    ("documents_civil_status", "Народження дитини в окупації, немає свідоцтва", "Встановити факт"),
    ("inheritance", "Нотаріус відмовив через пропущений строк", "Прийняти спадщину"),
    ("labour", "Звільнили без розрахунку", "Отримати розрахунок"),
)
CHANNELS = (Channel.IN_PERSON, Channel.IN_PERSON, Channel.PHONE, Channel.EMAIL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What an invented person came with."""

    topic: str
    essence: str
    wanted_result: str
    channel: Channel
    deadline: date | None


def _rnokpp(birth: date, sex: Sex, chance: Random) -> str:
    """A number with a right check digit: days since 1899-12-31, the sex in the ninth digit."""
    days = f"{(birth - date(1899, 12, 31)).days:05d}"
    ninth = chance.choice("02468" if sex is Sex.FEMALE else "13579")
    head = f"{days}{chance.randrange(1000):03d}{ninth}"
    weights = (-1, 5, 7, 9, 4, 6, 10, 5, 7)
    total = sum(weight * int(digit) for weight, digit in zip(weights, head, strict=True))
    return f"{head}{total % 11 % 10}"


def _safe_contact(chance: Random) -> SafeContact:
    return SafeContact(
        on=True,
        may_call=YesNo.NO,
        may_write=YesNo.YES,
        may_leave_message=YesNo.NO,
        may_say_who_calls=YesNo.NO,
        code_word=chance.choice(("посилка", "розклад", "насіння")),
        forbidden=(Channel.PHONE, Channel.POST),
        hours="будні, 10:00–16:00",
    )


def _document(number: int, chance: Random, today: date) -> IdentityDocument | None:
    if number % 5 == 4:
        return None
    return IdentityDocument(
        kind=DocumentKind.ID_CARD,
        number=f"{chance.randrange(10**9):09d}",
        issuer="1234",
        issued_on=today - timedelta(days=chance.randrange(200, 2500)),
    )


def card(number: int, chance: Random, today: date) -> Card:
    """The card of the invented person with that number; the same seed gives the same people."""
    woman = chance.random() < 0.6
    child = number % 11 == 10
    sex = Sex.FEMALE if woman else Sex.MALE
    years = chance.randrange(9, 14) if child else chance.randrange(19, 84)
    birth = today - timedelta(days=years * 365 + chance.randrange(360))
    document = None if child else _document(number, chance, today)
    displaced, safe = number % 3 == 0, number % 7 == 2
    street = f"{chance.choice(STREETS)}, {chance.randrange(1, 60)}"
    village = "с. Липове" if not displaced else "м. Вигадане"
    surname = SURNAMES[number % len(SURNAMES)]
    return Card(
        surname=surname,
        given_name=chance.choice(WOMEN if woman else MEN),
        patronymic=chance.choice(FATHERS)[0 if woman else 1],
        former_surname=chance.choice(SURNAMES) if woman and number % 4 == 1 else "",
        birth_date=birth,
        sex=sex,
        identity=IdentityLevel.ORIGINAL if document else IdentityLevel.DECLARED,
        document=document,
        rnokpp="" if child else _rnokpp(birth, sex, chance),
        rnokpp_absence=RnokppAbsence.CHILD if child else None,
        actual_address=f"{village}, {street}",
        registered_address="м. Колишнє, вул. Довга, 1" if displaced else "",
        phones=() if child else (f"+38050{chance.randrange(10**7):07d}",),
        preferred_channel=Channel.SMS if safe else Channel.PHONE,
        safe_contact=_safe_contact(chance) if safe else SafeContact(),
        accessibility=("large_print",) if years > 70 else (),
        pre_war_address=_old_home(today) if displaced else None,
        representative=_parent(surname) if child else None,
        household=() if child else _family(number, surname, woman=woman, today=today),
        statuses=(Status(kind="idp", valid_from=today - timedelta(days=500)),) if displaced else (),
        consents=(Consent(purpose=ConsentPurpose.CASE, given_on=today, way=ConsentWay.WRITTEN),),
    )


def _old_home(today: date) -> PreWarAddress:
    return PreWarAddress(
        address="м. Колишнє, вул. Довга, 1",
        lived_from=today - timedelta(days=9000),
        lived_until=today - timedelta(days=1600),
    )


def _family(number: int, surname: str, *, woman: bool, today: date) -> tuple[HouseholdMember, ...]:
    """Every third has a family; the war has put some of them far away."""
    if number % 3:
        return ()
    state = tuple(Whereabouts)[number // 3 % len(Whereabouts)]
    apart = state is not Whereabouts.TOGETHER
    spouse = HouseholdMember(
        kinship=Kinship.SPOUSE,
        surname=surname,
        given_name=(MEN if woman else WOMEN)[number % 10],
        birth_date=today - timedelta(days=41 * 365 + number),
        state=state,
        since=today - timedelta(days=900) if apart else None,
    )
    child = HouseholdMember(
        kinship=Kinship.CHILD,
        surname=surname,
        given_name=WOMEN[(number + 3) % 10],
        birth_date=today - timedelta(days=9 * 365 + number),
        dependant=True,
    )
    return (spouse, child)


def _parent(surname: str) -> Representative:
    return Representative(
        kind=RepresentativeKind.PARENT,
        full_name=f"{surname} Надія Іванівна",
        powers="законне представництво",
        paper="свідоцтво про народження дитини",
    )


def matter(chance: Random, today: date) -> Matter:
    """What such a person may come with."""
    topic, essence, wanted = chance.choice(MATTERS)
    return Matter(
        topic=topic,
        essence=essence,
        wanted_result=wanted,
        channel=chance.choice(CHANNELS),
        deadline=today + timedelta(days=chance.randrange(2, 30)) if chance.random() < 0.4 else None,
    )
