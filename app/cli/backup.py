"""`backup create | verify | restore`: a backup is good only once it was restored and compared."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.cli.call import Call, Commands
from app.cli.vault import add_sign_in, first_line_of, opened_vault, passphrase
from app.copies.model import Fault
from app.core.clock import local
from app.core.errors import Exit, InputError
from app.core.paths import Home
from app.desk.copies import Copies
from app.desk.restoring import Restored, Restoring
from app.desk.vaults import Vaults


def add(commands: Commands) -> None:
    """Register `backup create | verify | restore`."""
    group = commands.add_parser("backup", help="backups of the vault, proven by restoring them")
    acts = group.add_subparsers(title="backup", metavar="ACT", required=True)
    create = acts.add_parser("create", help="make a backup now, restore it on trial and compare")
    create.add_argument("folder", metavar="DIR", nargs="?", type=Path, help="default: the home's")
    add_sign_in(create)
    create.set_defaults(work=create_copy)
    verify = acts.add_parser("verify", help="restore a backup to a scratch place and compare")
    verify.add_argument("file", metavar="FILE", type=Path)
    add_sign_in(verify)
    verify.set_defaults(work=verify_copy)
    restore = acts.add_parser("restore", help="make a new home out of a backup")
    restore.add_argument("file", metavar="FILE", type=Path)
    restore.add_argument("--into", required=True, metavar="DIR", type=Path, help="the new home")
    restore.add_argument(
        "--recovery-code-file",
        type=Path,
        metavar="CODE",
        help="its first line is the printed code; --user then gets the passphrase as a new one",
    )
    add_sign_in(restore, required=False)
    restore.set_defaults(work=restore_copy)


def create_copy(call: Call, given: argparse.Namespace) -> int:
    """Make a backup; exit 1 when the trial restoring says that it is no good."""
    if given.folder is not None and given.folder.exists() and not given.folder.is_dir():
        raise InputError("copy.no_folder", folder=str(given.folder))
    with _copies(call, given) as copies:
        made = copies.create(given.folder and given.folder.absolute())
    if given.json:
        call.json(
            {
                "file": made.path if made.fault is None else None,
                "made_at": made.made_at.isoformat(),
                "size": made.size,
                **_fault(made.fault),
            }
        )
    elif made.fault is None:
        call.out.write(f"{made.path}\n")
        call.say(call.words("backup.made"))
    if made.fault is not None:
        call.say(call.words(f"error.copy.{made.fault}"))
    return int(Exit.DONE if made.fault is None else Exit.NO)


def verify_copy(call: Call, given: argparse.Namespace) -> int:
    """Restore it on trial; exit 1 when it is no good."""
    with _copies(call, given) as copies:
        proof = copies.prove(given.file)
    if given.json:
        call.json(
            {
                "made_at": proof.made_at.isoformat() if proof.made_at else None,
                "size": proof.size,
                "records": proof.records,
                "lines": proof.lines,
                **_fault(proof.fault),
            }
        )
    elif proof.made_at is not None and proof.good:
        call.out.write(
            call.words(
                "backup.good",
                at=f"{local(proof.made_at):%d.%m.%Y %H:%M}",
                records=proof.records,
                lines=proof.lines,
            )
            + "\n"
        )
    if proof.fault is not None:
        call.say(call.words(f"error.copy.{proof.fault}"))
    return int(Exit.DONE if proof.good else Exit.NO)


def restore_copy(call: Call, given: argparse.Namespace) -> int:
    """Make a new home; a home that exists is refused, a bad backup makes nothing."""
    home = Home(given.into.absolute())
    if home.exists:
        raise InputError("home.taken")
    if given.user is None and given.recovery_code_file is None:
        raise InputError("copy.no_key")
    restored = _restored(call, given, home)
    if given.json:
        call.json(
            {
                "into": str(home.folder),
                "made_at": restored.made_at.isoformat(),
                "desk": restored.desk,
                "desk_before": restored.before,
                "records": restored.records,
                "lines": restored.lines,
            }
        )
    else:
        call.out.write(f"{home.folder}\n")
    at = f"{local(restored.made_at):%d.%m.%Y %H:%M}"
    call.say(call.words("backup.restored", at=at, records=restored.records))
    return int(Exit.DONE)


def _restored(call: Call, given: argparse.Namespace, home: Home) -> Restored:
    restoring = Restoring(home, clock=call.clock, ids=call.ids)
    if given.recovery_code_file is None:
        phrase = passphrase(call, given)
        return restoring.with_passphrase(given.file, user=given.user, passphrase=phrase)
    code = first_line_of(given.recovery_code_file)
    if given.user is None:
        return restoring.with_code(given.file, code=code)
    phrase = passphrase(call, given, new=True)
    vaults = Vaults(home, clock=call.clock, ids=call.ids)
    restoring.expect_renewal(given.file, user=given.user, passphrase=phrase)
    restored = restoring.with_code(given.file, code=code)
    vaults.renew(restored.key, user=given.user, passphrase=phrase, elsewhere=True).database.close()
    return restored


@contextmanager
def _copies(call: Call, given: argparse.Namespace) -> Iterator[Copies]:
    with opened_vault(call, given) as opened:
        yield Copies(opened, clock=call.clock, ids=call.ids)


def _fault(fault: Fault | None) -> dict[str, object]:
    return {"good": fault is None, "fault": fault.value if fault else None}
