"""The encrypted vault of a test."""

from tests.vaults import database

__all__ = ["database"]
