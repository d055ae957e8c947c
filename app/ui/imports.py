"""Keeps PySide's hook on imports from reading the source of every module that is imported."""

import sys

import PySide6.QtCore  # noqa: F401  brings the hook


class _AllMet(dict[str, int]):
    """Says that every module was met: the hook has nothing to look up and nothing to switch."""

    def __contains__(self, _name: object) -> bool:
        return True


def spare_sources() -> None:
    """Let imports be imports.

    The hook looks into the source of each module it has not met for the word «PySide6», to switch
    features that we do not use. That costs an eighth of our own start, and each of the database's
    modules pays too, on whatever thread; and reading `pydantic.errors` imports a module that is in
    the middle of being imported, which ended some first starts with an error.
    """
    hook = sys.modules.get("shibokensupport.feature")
    met = getattr(hook, "pyside_feature_dict", None)
    if isinstance(met, dict) and not isinstance(met, _AllMet):
        hook.pyside_feature_dict = _AllMet(met)  # type: ignore[union-attr]
