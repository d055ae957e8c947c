"""Conditions as a lawyer writes them: a closed vocabulary, no code in packs."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Minimums = Literal["general", "able_bodied", "lost_ability"]


class Part(BaseModel):
    """A part of a pack: unknown fields are refused, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


class IncomeWithin(Part):
    """The sum of the months is at most so many times the minimum of the person's group."""

    times: int
    months: int
    sums: Id
    group: Id
    """The fact that names the group."""


class PaymentWithin(Part):
    """A monthly payment is at most so many times the minimum of one group."""

    times: int
    payment: Id
    minimum: Minimums


OPERATORS = frozenset(
    {
        *("all", "any", "not", "younger_than", "at_least_years", "income_within"),
        *("payment_within", "ages_differ", "fact"),
    }
)
OF_A_FACT = frozenset(
    {
        *("is", "in", "at_least", "at_most", "sum_is", "some_at_least", "finer_than_kopiika"),
        "after_application",
    }
)


class ConditionPart(Part):
    """One condition: exactly one operator; the operators of a fact stand beside `fact`."""

    all: tuple["ConditionPart", ...] | None = None
    any: tuple["ConditionPart", ...] | None = None
    not_: "ConditionPart | None" = Field(default=None, alias="not")
    younger_than: int | None = None
    at_least_years: int | None = None
    income_within: IncomeWithin | None = None
    payment_within: PaymentWithin | None = None
    ages_differ: bool | None = None
    """The stated age and the birth date do not fit together."""
    fact: Id | None = None
    is_: bool | int | str | None = Field(default=None, alias="is")
    in_: tuple[str, ...] | None = Field(default=None, alias="in")
    at_least: int | None = None
    at_most: int | None = None
    sum_is: Decimal | None = None
    some_at_least: Decimal | None = None
    """One of the sums is so large."""
    finer_than_kopiika: Literal[True] | None = None
    """A sum has more than two digits after the point."""
    after_application: bool | None = None

    @model_validator(mode="after")
    def one_operator(self) -> "ConditionPart":
        """A condition that says two things, or nothing, is refused."""
        given = {
            name.rstrip("_") for name in self.model_fields_set if getattr(self, name) is not None
        }
        if len(given & OPERATORS) != 1 or len(given & OF_A_FACT) != ("fact" in given):
            raise ValueError(
                "умова має називати рівно одну дію, наприклад {fact: idp_status, is: registered}"
                " / a condition names exactly one operator, e.g."
                " {fact: idp_status, is: registered}"
            )
        return self

    def leaves(self) -> Iterator["ConditionPart"]:
        """Every single condition inside."""
        inner = (*(self.all or ()), *(self.any or ()), *((self.not_,) if self.not_ else ()))
        if not inner:
            yield self
        for part in inner:
            yield from part.leaves()

    def facts(self) -> tuple[str, ...]:
        """The facts that it asks about, in their order."""
        named: list[str] = []
        for leaf in self.leaves():
            if leaf.fact:
                named.append(leaf.fact)
            elif leaf.income_within:
                named += [leaf.income_within.group, leaf.income_within.sums]
            elif leaf.payment_within:
                named.append(leaf.payment_within.payment)
            else:
                named.append("birth_date")
        return tuple(dict.fromkeys(named))
