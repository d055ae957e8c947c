"""`python -m app` is the command `pryimalnia`."""

from app.cli.start import run

if __name__ == "__main__":
    raise SystemExit(run())
