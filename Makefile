# Everything a person or CI runs. `make help` lists it.
# PYTHON: any Python from 3.11 on; by default the first of these that is there.
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3 python; do \
	command -v $$name >/dev/null 2>&1 && $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
BIN := .venv/bin
CONFIG ?= $(wildcard config.yaml)
OPTIONS := $(if $(CONFIG),--config $(CONFIG))
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install

.DEFAULT_GOAL := help
.PHONY: help run chat test test-faults check format bench bench-language lock screenshot clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## ?/\1\t/' | awk -F'\t' '{ printf "  make %-16s %s\n", $$1, $$2 }'

run: .venv/run ## start remindbot with the web chat; prints the address to open
	@exec $(BIN)/remindbot run $(OPTIONS)

chat: .venv/run ## talk to remindbot in this terminal
	@exec $(BIN)/remindbot chat $(OPTIONS)

test: .venv/dev ## every test (under ten minutes on two cores)
	$(BIN)/pytest $(AT_ONCE)
# More at once than two cores: much of it waits for processes, servers and a browser.
AT_ONCE ?= --numprocesses 3 --dist worksteal

test-faults: .venv/dev ## the long form of the fault tests: real processes, killed again and again
	REMINDBOT_FAULTS=long $(BIN)/pytest tests/faults

check: .venv/dev ## formatting, lint, types, doors between the rooms
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/dev ## put the code into its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/dev ## every benchmark, as ratios measured in one run; FAST=1 for a short look
	FAST=$(FAST) $(BIN)/python -m benchmarks

bench-language: .venv/dev ## understanding: ours beside the known parsers
	$(BIN)/python -m benchmarks.language

screenshot: .venv/dev ## make docs/chat.png anew with the browser test
	REMINDBOT_SCREENSHOT=docs $(BIN)/pytest tests/browser

lock: .venv/dev ## write the lock files anew from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --group build $(LOCK) -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group dev $(LOCK) -o requirements-dev.lock
LOCK := --upgrade --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-header --no-annotate

clean: ## remove the environment and the caches; ./data stays
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment. Where Python comes without its venv's pip (Debian's python3 alone), the pip outside fills it.
.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "remindbot needs Python 3.11 or newer; name it with: make run PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -m venv .venv 2>/dev/null || { rm -rf .venv && $(PYTHON) -m venv --without-pip .venv && $(PYTHON) -m pip --quiet --python .venv/bin/python install pip; }

.venv/run: requirements.lock pyproject.toml | .venv/bin/python
	@echo "Installing what remindbot needs into .venv (once) …"
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: requirements-dev.lock .venv/run | .venv/bin/python
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@
