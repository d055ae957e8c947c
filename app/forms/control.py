"""The control word of a filled form: pages with the same word carry the same values."""

import hashlib
import json
from collections.abc import Mapping

from app.forms.model import Shown

# No letter here has a Cyrillic twin, and none looks like a figure or like another one.
ALPHABET = "23456789DFGLNRUW"


def control_word(form_id: str, edition: str, language: str, values: Mapping[str, Shown]) -> str:
    """Six signs in two groups, e.g. `7G2-4RL`."""
    plain = {
        name: [shown.text, list(shown.chosen), [dict(row) for row in shown.rows]]
        for name, shown in values.items()
    }
    body = json.dumps(
        [form_id, edition, language, plain], ensure_ascii=False, sort_keys=True
    ).encode()
    digest = hashlib.sha256(body).digest()
    signs = [ALPHABET[byte % len(ALPHABET)] for byte in digest[:6]]
    return f"{''.join(signs[:3])}-{''.join(signs[3:])}"
