"""What stood in the vault, written into a backup so that only the vault's own key reads it."""

import json
from contextlib import suppress
from dataclasses import asdict

from app.storage.copying import Facts
from app.vault.keys import DatabaseKey
from app.vault.wrapping import disclosed, enclosed, wrapping_key

_CONTEXT = b"pryimalnia copy facts 1"


def closed(facts: Facts, key: DatabaseKey, vault_id: str) -> bytes:
    """The facts, enclosed: how many clients there are is nobody's business."""
    body = json.dumps(asdict(facts)).encode()
    return enclosed(body, _wrapping(key), context=vault_id.encode())


def opened(raw: bytes, key: DatabaseKey, vault_id: str) -> Facts | None:
    """The facts; None when they lie under another key or are not what was written."""
    body = disclosed(raw, _wrapping(key), context=vault_id.encode())
    if body is None:
        return None
    with suppress(ValueError, KeyError, TypeError):
        facts = json.loads(body)
        return Facts(
            revision=facts["revision"],
            desk=facts["desk"],
            counts=facts["counts"],
            heads=tuple(tuple(head) for head in facts["heads"]),
            sample=tuple((place, line) for place, line in facts["sample"]),
        )
    return None


def _wrapping(key: DatabaseKey) -> bytes:
    return wrapping_key(key.raw, b"", context=_CONTEXT)
