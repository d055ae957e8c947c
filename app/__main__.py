"""`python -m app` is the command `pryimalnia`."""

from app.cli.program import run

if __name__ == "__main__":
    raise SystemExit(run())
