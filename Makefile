# make demo: read a story. make test: what CI runs. Both work in a fresh clone with Python 3.11 or newer and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := casebook/data/demo/garissa.txt
DEMO_DAY := 2024-05-14

.PHONY: demo test lint evaluate bench clean

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Casebook needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Give another one: make PYTHON=python3.12 demo")'
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "No virtual environment could be made; on Debian or Ubuntu: apt-get install python3-venv"; exit 1; }

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@echo "Installing Casebook into $(VENV) (once, about a minute)"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ $(VENV)/.installed

demo: $(VENV)/.installed
	@mkdir -p demo-out
	@$(BIN)/casebook read $(DEMO) --published $(DEMO_DAY) --format table
	@$(BIN)/casebook read $(DEMO) --published $(DEMO_DAY) --explain -o demo-out/casebook.html 2>/dev/null
	@echo "The same as a page, with the words marked in the story: file://$(CURDIR)/demo-out/casebook.html"

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/python -m pytest

evaluate: $(VENV)/.installed-dev
	$(BIN)/python evaluation/gate.py

bench: $(VENV)/.installed-dev
	$(BIN)/python evaluation/bench.py

clean:
	rm -rf $(VENV) demo-out
