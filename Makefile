# Two commands do everything on a fresh machine: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := build/demo
WINDOW_PACKAGES := libglib2.0-0 libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3 libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-image0 libxcb-render-util0
export PIP_DISABLE_PIP_VERSION_CHECK := 1
TRIAL_SEED ?= $(shell date +%Y%m%d)
export PYTHONUTF8 := 1

.PHONY: run test check soak bench screenshots covers install packages clean

run: install
	@bash installer/run.sh $(DEMO)

# Compiled once here, so that the first start is as quick as any other.
install: $(VENV)/.installed resources/compiled/.made
	@$(BIN)/python -m compileall -q app

packages:
	@bash installer/packages.sh $(WINDOW_PACKAGES)

$(VENV)/.installed: pyproject.toml installer/packages.sh
	@bash installer/packages.sh $(WINDOW_PACKAGES)
	@bash installer/venv.sh "$(PYTHON)" $(VENV)
	@touch $@

resources/compiled/.made: $(VENV)/.installed $(shell find resources/rules resources/forms resources/words resources/directory -name '*.yaml') app/content/compile.py
	@$(BIN)/python -m app.content.compile
	@touch $@

test: install
	@QT_QPA_PLATFORM=offscreen $(BIN)/pytest -n 2 --cov --cov-report=term $(TEST_OPTIONS)

check: install
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/deptry .
	@$(BIN)/vulture
	@$(BIN)/pryimalnia content check

# Every trial at full size, hours long; how each went is told at the end and lies in build/.
soak: install
	@TRIAL_SIZE=soak TRIAL_SEED=$(TRIAL_SEED) QT_QPA_PLATFORM=offscreen $(BIN)/pytest -n 2 -m trial -o faulthandler_timeout=0 $(TEST_OPTIONS); \
	  $(BIN)/python -m tests.trials.table

bench: install $(VENV)/.bench
	@$(BIN)/python -m bench.figures

# Data sets and peers that only the measurements need.
$(VENV)/.bench: pyproject.toml
	@$(BIN)/pip install --quiet --editable '.[bench]'
	@touch $@

screenshots: install
	@for lang in uk en; do for theme in light dark; do \
	  QT_QPA_PLATFORM=offscreen $(BIN)/pryimalnia screenshots docs/pictures/$$lang-$$theme --lang $$lang --theme $$theme; done; done

covers: install
	@$(BIN)/python -m tests.covers

clean:
	rm -rf build dist $(VENV) resources/compiled
