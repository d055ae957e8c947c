"""In which encoding a text is written: marks first, then proof, then the likeliest of the usual."""

from charset_normalizer import from_bytes

USUAL = ("utf-8-sig", "cp1251", "utf-16", "koi8-u", "cp866")
"""What a person may choose from."""

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_OLD = ("cp1251", "koi8-u", "cp866")
_SMALL = frozenset("абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэёъ")
_SIGNS = frozenset(" ,;:.-+'\"’ʼ()/№@\t\r\n|")
_MANY, _FEW = 0.3, 0.1
"""Every other byte is zero where Latin signs stand in UTF-16; a picture is zero anywhere."""


def guessed(head: bytes, *, is_utf8: bool) -> str:
    """The encoding of a text that begins so; `is_utf8` says that all of it can be read as UTF-8."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    first, second = (head[start::2].count(0) / max(1, len(head) // 2) for start in (0, 1))
    if max(first, second) > _MANY and min(first, second) < _FEW:
        return "utf-16-le" if second > first else "utf-16-be"
    return "utf-8-sig" if is_utf8 else _old(head)


def _old(head: bytes) -> str:
    """The detector answers first; an answer that makes no Ukrainian of the letters is put aside."""
    best = max(_OLD, key=lambda name: _sense(head, name))
    found = from_bytes(head, cp_isolation=["cp1251", "koi8_u", "cp866"]).best()
    told = found.encoding.replace("_", "-") if found else ""
    return told if told in _OLD and _sense(head, told) >= _sense(head, best) else best


def _sense(head: bytes, encoding: str) -> float:
    """How much of the text is what a Ukrainian table is made of: mostly small letters."""
    text = head.decode(encoding, "replace")
    usual = sum(
        1.0 if sign in _SMALL else 0.5 if sign.isascii() or sign in _SIGNS else 0.0 for sign in text
    )
    return usual + 0.3 * sum(sign.lower() in _SMALL for sign in text)
