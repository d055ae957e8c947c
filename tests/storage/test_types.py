"""Moments and JSON in and out of the database."""

import base64
import json
import zlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from app.storage.types import Json, UtcDateTime, canonical, packed, unpacked

DIALECT = sqlite.dialect()
moments = st.datetimes(
    min_value=datetime(1900, 1, 1),  # noqa: DTZ001  hypothesis wants it so
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001  hypothesis wants it so
    timezones=st.sampled_from((UTC, timezone(timedelta(hours=2)), timezone(timedelta(hours=3)))),
)


@given(moments)
def test_a_moment_comes_back_the_same(moment: datetime) -> None:
    kind = UtcDateTime()
    assert kind.process_result_value(kind.process_bind_param(moment, DIALECT), DIALECT) == moment


@given(moments, moments)
def test_moments_sort_as_text(one: datetime, other: datetime) -> None:
    kind = UtcDateTime()
    texts = [kind.process_bind_param(moment, DIALECT) for moment in (one, other)]
    assert (str(texts[0]) < str(texts[1])) == (one < other)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        UtcDateTime().process_bind_param(datetime(2026, 11, 24), DIALECT)  # noqa: DTZ001  the fault


def test_nothing_stays_nothing() -> None:
    for kind in (UtcDateTime(), Json()):
        assert kind.process_bind_param(None, DIALECT) is None
        assert kind.process_result_value(None, DIALECT) is None


def test_json_has_one_spelling() -> None:
    assert canonical({"б": 1, "а": [True, None, "ї"]}) == '{"а":[true,null,"ї"],"б":1}'
    with pytest.raises(ValueError, match="Out of range"):
        canonical(float("nan"))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(json_values)
def test_a_packed_value_comes_back_the_same(value: object) -> None:
    text = packed(value)
    assert unpacked(text) == json.loads(canonical(value).encode("utf-8", "ignore"))
    assert text.isascii()
    assert json.dumps(text) == f'"{text}"', "no escaping in the journal"


def test_what_the_first_release_packed_is_read() -> None:
    text = "z1:" + base64.b85encode(zlib.compress('{"є": [1, null]}'.encode())).decode("ascii")
    assert unpacked(text) == {"є": [1, None]}
