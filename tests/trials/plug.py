"""Two ways to pull the plug on a child at work: killing it, and cutting the power of its disk.

The child says each acknowledgement through a pipe. Of a killed child every word counts that it
said; of a power cut only the words that were read before the cut.
"""

import fcntl
import os
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Protocol

import pytest

SHUTDOWN = 0x8004587D
"""`FS_IOC_SHUTDOWN` of ext4, `_IOR('X', 125, __u32)`."""
NO_LOG_FLUSH = 2
"""Nothing more reaches the disk, not even the journal of the file system."""

Said = list[dict[str, Any]]
Work = Callable[[Connection, Path, Any], None]

# Forked from a server that has the program imported already: a child works at once.
if sys.platform == "win32":
    CONTEXT = get_context("spawn")
else:
    CONTEXT = get_context("forkserver")
    CONTEXT.set_forkserver_preload(["tests.trials.plug_work"])


class Plug(Protocol):
    """A way to end work at any moment."""

    def pulled(self, work: Work, vault: Path, more: object, *, words: int, wait: float) -> Said:
        """Let a child say so many words and work some seconds on, then end it; its words."""


@contextmanager
def _listened(work: Work, vault: Path, more: object) -> Iterator[tuple[Connection, Any]]:
    ours, theirs = CONTEXT.Pipe(duplex=False)
    child = CONTEXT.Process(target=work, args=(theirs, vault, more), daemon=True)
    child.start()
    theirs.close()
    try:
        yield ours, child
    finally:
        child.kill()
        child.join()
        ours.close()


def _heard(ours: Connection, words: int, wait: float) -> Said:
    said = [ours.recv() for _ in range(words)]  # by words, not by time: a busy machine proves more
    until = time.monotonic() + wait
    while ours.poll(max(0.0, until - time.monotonic())):
        said.append(ours.recv())
    return said


class Killing:
    """`kill -9`: the process is gone, the machine goes on."""

    def pulled(self, work: Work, vault: Path, more: object, *, words: int, wait: float) -> Said:
        with _listened(work, vault, more) as (ours, child):
            said = _heard(ours, words, wait)
            child.kill()
            with suppress(EOFError, OSError):
                while True:
                    said.append(ours.recv())
            child.join()
            assert child.exitcode != 1, "the worker died by itself"
        return said


@dataclass
class PowerCut:
    """The disk loses its power: what was not forced onto it is gone."""

    image: Path
    folder: Path

    def pulled(self, work: Work, vault: Path, more: object, *, words: int, wait: float) -> Said:
        subprocess.run(["sync", "-f", str(self.folder)], check=True)
        with _listened(work, vault, more) as (ours, _):
            said = _heard(ours, words, wait)
            self._cut()
        self._mounted_again()
        return said

    def mount(self) -> bool:
        """Make the disk; whether this machine lets us."""
        with self.image.open("wb") as image:
            image.truncate(96 * 1024 * 1024)
        commands = (["mkfs.ext4", "-q", str(self.image)], self._mounting())
        with suppress(FileNotFoundError):
            return all(
                subprocess.run(command, capture_output=True, check=False).returncode == 0
                for command in commands
            )
        return False

    def unmount(self) -> None:
        subprocess.run(["umount", str(self.folder)], check=True)

    def _cut(self) -> None:
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(folder, SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
        finally:
            os.close(folder)

    def _mounted_again(self) -> None:
        self.unmount()
        subprocess.run(self._mounting(), check=True)

    def _mounting(self) -> list[str]:
        return ["mount", "-o", "loop", str(self.image), str(self.folder)]


@pytest.fixture
def power(tmp_path: Path) -> Iterator[PowerCut]:
    """A disk of its own whose power can be cut."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("a power cut needs the right to mount a disk (root)")
    cut = PowerCut(tmp_path / "disk.img", tmp_path / "disk")
    cut.folder.mkdir()
    if not cut.mount():
        pytest.skip("a power cut needs ext4 on a loop mount, which this machine does not give")
    yield cut
    cut.unmount()
