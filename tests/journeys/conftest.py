"""Journeys walk through the whole window: they ask for the same as its tests."""

import pytest

from tests.ui.conftest import app, clean_desk, nobody_waits, qapp_cls, watchdog

__all__ = ["app", "clean_desk", "nobody_waits", "qapp_cls", "watchdog"]


@pytest.fixture(autouse=True)
def watched(nobody_waits: None) -> None:
    """In a journey the whole program runs: no event may keep its window waiting."""
