"""How long papers take: one form of each kind, and a batch of 100 applications.

`python -m bench.forms` prints one JSON document. CPU time, so a busy machine does not lie.
"""

import json
import statistics
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from importlib import import_module

DAY = date(2026, 11, 24)
ROUNDS = 40
BATCH = 100


def cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def main() -> None:
    imported = cpu(lambda: import_module("app.forms.render"))
    from app.content import words_catalogue
    from app.content.library import Library
    from app.core.words import Words
    from app.forms import shelf
    from app.forms.declension import derive
    from app.forms.fill import empty, fill
    from app.forms.model import Imprint
    from app.forms.render import render

    words = Words(words_catalogue.load())
    library = Library.load()
    read = cpu(lambda: shelf.packs(library))
    imprint = Imprint(reference="K7-2MD4", office="Бюро")
    found: dict[str, object] = {"import_ms": round(imported, 1), "read_packs_ms": round(read, 1)}

    def one(name: str, *, large_print: bool = False) -> bytes:
        values = examples[name]
        form = forms[name]
        filled = fill(form, derive(form, values), words=words)
        return render(filled, words=words, imprint=imprint, large_print=large_print)

    def blank(name: str) -> bytes:
        return render(empty(forms[name]), words=words, blank=True)

    forms = shelf.forms(library, DAY)
    examples = {pack.id: pack.examples[0].values for pack in shelf.packs(library)}
    for name in forms:
        usual = partial(one, name)
        first = cpu(usual)
        rest = [cpu(usual) for _ in range(ROUNDS)]
        found[name] = {
            "first_ms": round(first, 2),
            "median_ms": round(statistics.median(rest), 2),
            "p99_ms": round(sorted(rest)[-1], 2),
            "large_print_ms": round(cpu(partial(one, name, large_print=True)), 2),
            "blank_ms": round(cpu(partial(blank, name)), 2),
            "kib": round(len(one(name)) / 1024, 1),
        }
    batch = cpu(lambda: [one("bvpd_application") for _ in range(BATCH)])
    found["batch_of_100_ms"] = round(batch, 1)
    print(json.dumps(found, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
