"""Where things lie: the home of one office's data and the resources shipped with the program."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path


def resources() -> Path:
    """The folder of packs, words, fonts and icons that came with the program."""
    frozen = getattr(sys, "_MEIPASS", None)
    base = Path(frozen) if frozen else Path(__file__).resolve().parents[2]
    return base / "resources"


@dataclass(frozen=True, slots=True)
class Home:
    """The folder that holds everything of one office desk: vault, keyslots, settings, logs."""

    folder: Path

    @property
    def vault(self) -> Path:
        """The encrypted database."""
        return self.folder / "vault.db"

    @property
    def unfinished_vault(self) -> Path:
        """The database while set-up makes it: it becomes the vault once its keyslots are kept."""
        return self.folder / "vault-unfinished.db"

    def rekeyed_vault(self, key_name: str) -> Path:
        """The database under a new key, until its keyslots are kept and it becomes the vault."""
        return self.folder / f"vault-rekeyed-{key_name}.db"

    def rekeyed_vaults(self) -> tuple[Path, ...]:
        """What changes of the key left, whole or cut short."""
        return tuple(self.folder.glob("vault-rekeyed-*.db*"))

    @property
    def keyslots(self) -> Path:
        """The wrapped database key; a second copy lies beside it."""
        return self.folder / "keyslots.json"

    @property
    def settings(self) -> Path:
        """Language and look of this desk: nothing personal."""
        return self.folder / "settings.json"

    @property
    def packs(self) -> Path:
        """Signed bundles of packs: public, so they lie beside the vault."""
        return self.folder / "packs"

    @property
    def copies(self) -> Path:
        """Backups that were proven by a trial restoring."""
        return self.folder / "backups"

    @property
    def logs(self) -> Path:
        """Logs without personal data."""
        return self.folder / "logs"

    @property
    def evacuated(self) -> Path:
        """What an evacuation left: files that only the recovery sheet opens."""
        return self.folder / "evacuated"

    @property
    def was_evacuated(self) -> bool:
        """Whether the keys here were destroyed, and the sealed file lies where they were."""
        second = self.keyslots.with_name("keyslots-2.json")
        gone = not self.keyslots.exists() and not second.exists()
        return gone and any(self.evacuated.glob("*.prevac"))

    @property
    def exists(self) -> bool:
        """Whether an office already lives here."""
        return self.vault.exists() or self.keyslots.exists() or self.was_evacuated


def home(given: str | None = None) -> Home:
    """The home that was asked for, else `PRYIMALNIA_HOME`, else the platform's usual place."""
    chosen = given or os.environ.get("PRYIMALNIA_HOME")
    if chosen:
        return Home(Path(chosen).expanduser().absolute())
    from platformdirs import user_data_path  # noqa: PLC0415  only where nobody named a home

    return Home(user_data_path("pryimalnia"))
