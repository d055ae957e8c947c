"""Which numbered capabilities and features have tests: `make covers`.

Ids: `3-024` is a capability of the handbook, `F17` a feature, `W5` a wartime need, `R-09` a
reliability test, `A3` an accessibility check, `T4` a task target, `X5` a test of use.
"""

import ast
import re
import sys
from collections import defaultdict
from pathlib import Path

TESTS = Path(__file__).parent
SHAPE = re.compile(r"^(\d-\d{3}|R-\d{2}|[AFTWX]\d{1,3})$")


def marked(tree: ast.Module) -> list[tuple[str, str]]:
    """(id, test name) for each `pytest.mark.covers(...)` on a test or a class of tests."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            continue
        for mark in node.decorator_list:
            if isinstance(mark, ast.Call) and ast.unparse(mark.func).endswith("mark.covers"):
                found += [
                    (argument.value, node.name)
                    for argument in mark.args
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
                ]
    return found


def covered() -> dict[str, list[str]]:
    """For each id the tests that prove it, as `file::test`."""
    tests: dict[str, list[str]] = defaultdict(list)
    for path in sorted(TESTS.rglob("test_*.py")):
        for number, name in marked(ast.parse(path.read_text("utf-8"))):
            tests[number].append(f"{path.relative_to(TESTS)}::{name}")
    return dict(tests)


def order(number: str) -> tuple[str, int]:
    """Capabilities first, then features, then needs; each by number."""
    head, _, tail = number.partition("-")
    return (head, int(tail)) if tail else (number[0], int(number[1:]))


def main() -> int:
    tests = covered()
    lines = [
        f"{number:6} {len(tests[number])}  {', '.join(tests[number])}"
        for number in sorted(tests, key=order)
    ]
    sys.stdout.write(
        "\n".join(lines) + f"\n{len(tests)} numbered capabilities and features have tests\n"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
