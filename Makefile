# Everything runs from a fresh clone with Python 3.11 or newer and make; the rest is installed in .venv, from locks.

PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,\
	$(if $(shell $(name) -c 'import sys; print(sys.version_info >= (3, 11) or "")' 2>/dev/null),$(name))))
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE := pip compile -q --universal --generate-hashes --no-header --no-emit-index-url pyproject.toml

.PHONY: demo test faults audit lint screenshots bench bench-quick bench-faq lock clean dev python

demo: $(VENV)/.installed-run ## try the whole service here, without a Telegram account
	@$(BIN)/python -m bot demo

faults: dev ## faults on purpose, the long form: hours of kills, halts and outages; prints what was tried, lost, doubled
	@CITIZENBOT_FAULTS=long $(BIN)/python -m pytest -q tests/faults

test: dev ## every test; what this machine lacks is said and skipped (CITIZENBOT_REQUIRE=postgres,browser: fails)
	@$(BIN)/python -m pytest

audit: dev ## both locks against the vulnerabilities published so far (asks the advisory database: needs the network)
	@$(BIN)/pip-audit --disable-pip --require-hashes -r requirements.lock -r requirements-dev.lock

lint: dev ## style, types, the floors
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

screenshots: dev ## every screen, photographed in both languages into docs/parcours
	@$(BIN)/python -m tests.browser.parcours docs/parcours

bench: dev ## how fast the whole service is beside bare echo bots, and beside a million contributions
	@$(BIN)/python -m bench.speed
	@$(BIN)/python -m bench.speed.growth
	@$(BIN)/python -m bench.announcements

bench-quick: dev ## what is measured in a minute: the FAQ, personal data, contributions alike
	@$(BIN)/python -m bench.faq
	@$(BIN)/python -m bench.personal_data
	@$(BIN)/python -m bench.similarity

bench-faq: dev ## how well the FAQ answers, and knows when not to
	@$(BIN)/python -m bench.faq

dev: $(VENV)/.installed-dev

# A stamp is as old as its lock: a changed lock installs again, and pip refuses a file whose hash is not in it.
$(VENV)/.installed-run: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing what citizenbot needs (once) ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@PYTHONWARNINGS=ignore $(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	@echo "Installing what its tests need (once) ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@PYTHONWARNINGS=ignore $(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.installed-run

$(BIN)/python: | python
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "Python's venv module is missing; on Debian: apt-get install python3-venv" >&2; exit 1; }

python:
	@test -n "$(PYTHON)" || { \
		echo "Python 3.11 or newer is missing. Install it, or say where it is: make PYTHON=/path/to/python3.11" >&2; exit 1; }

lock: | python ## write both locks anew after pyproject.toml changed; keeps the versions that still fit
	@$(PYTHON) -m venv build/lock
	@build/lock/bin/python -m pip --disable-pip-version-check --quiet install uv
	@build/lock/bin/uv $(COMPILE) --extra dev -o requirements-dev.lock
	@build/lock/bin/uv $(COMPILE) --extra install -c requirements-dev.lock -o requirements.lock

clean: ## remove what was installed and cached
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
