"""Journeys walk through the whole window: they ask for the same as its tests."""

from tests.ui.conftest import app, clean_desk, nobody_waits, qapp_cls, watchdog

__all__ = ["app", "clean_desk", "nobody_waits", "qapp_cls", "watchdog"]
