# Muniment: `make demo` shows it, `make test` proves it.
#
# Only git, make and Python 3.11 or later with venv are needed; everything else comes locked by
# version and hash. Each step leaves a stamp, so that it is done again only when its sources change.

PYTHON ?= python3
PORT ?= 8000
export PORT
HOME_FOLDER := $(or $(MUNIMENT_HOME),muniment-home)

VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
JOBS ?= 2
TESTS ?= tests
PYTEST_ARGS ?=

TRANSLATIONS := $(wildcard muniment/locale/*/LC_MESSAGES/*.po)
SAMPLE := $(shell git ls-files sample)
PACKAGES := sample/diary sample/papers

.DELETE_ON_ERROR:
.PHONY: help setup demo test check bench clean

help: ## Show the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(STAMPS)/runtime $(STAMPS)/package $(STAMPS)/vendor $(STAMPS)/translations $(STAMPS)/pages ## Install everything an archive needs

demo: setup $(HOME_FOLDER)/sample.stamp ## Import the sample archive and serve it on 127.0.0.1:8000 (PORT)
	@$(BIN)/muniment serve

test: setup $(STAMPS)/dev $(STAMPS)/system ## Run every test
	$(BIN)/python -m pytest -n $(JOBS) $(TESTS) $(PYTEST_ARGS)

check: setup $(STAMPS)/dev ## Check format, lint, types, layers, templates and docs
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --no-cache --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/djlint --quiet --lint muniment
	$(BIN)/python -m pytest -q tests/docs

bench: setup $(STAMPS)/dev $(STAMPS)/system ## Run the benchmarks
	$(BIN)/python -m benchmarks

clean: ## Remove what was installed and built; data stays
	rm -rf $(VENV) node_modules muniment/ui/static/vendor muniment/locale/*/LC_MESSAGES/*.mo dist
	find . -name __pycache__ -prune -exec rm -rf {} +
	rm -rf .pytest_cache .ruff_cache .mypy_cache .hypothesis

$(STAMPS)/venv:
	@command -v $(PYTHON) > /dev/null || { echo "$(PYTHON) was not found. Muniment needs Python 3.11 or later: install it, or set PYTHON to its path."; exit 1; }
	@$(PYTHON) tools/require_python.py
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/runtime: requirements/runtime.txt $(STAMPS)/venv
	@echo "Installing the libraries…"
	@$(PIP) --require-hashes -r requirements/runtime.txt
	@touch $@

$(STAMPS)/dev: requirements/dev.txt $(STAMPS)/runtime
	@echo "Installing the tools for tests and checks…"
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

$(STAMPS)/package: pyproject.toml $(STAMPS)/runtime
	@$(PIP) --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(STAMPS)/frontend: package-lock.json package.json tools/frontend.py $(STAMPS)/runtime
	@echo "Fetching the viewer and the fonts…"
	@$(BIN)/python -m tools.frontend
	@touch $@

$(STAMPS)/vendor: tools/vendor.py tools/fonts.py $(STAMPS)/frontend
	@echo "Cutting the fonts…"
	@$(BIN)/python -m tools.vendor > $(STAMPS)/vendor.log
	@touch $@

$(STAMPS)/translations: $(TRANSLATIONS) tools/translations.py $(STAMPS)/runtime
	@$(BIN)/python -m tools.translations
	@touch $@

$(STAMPS)/system: tools/system.py tools/browser.py $(STAMPS)/dev
	@$(BIN)/python -m tools.system
	@$(BIN)/python -m tools.browser
	@touch $@

$(STAMPS)/pages: $(SAMPLE) $(STAMPS)/frontend
	@echo "Drawing the pages of the sample archive…"
	@$(BIN)/python -m sample.draw_pages > $(STAMPS)/pages.log
	@touch $@

$(HOME_FOLDER)/sample.stamp: $(SAMPLE) $(STAMPS)/pages $(STAMPS)/package
	@echo "Importing the sample archive…"
	@mkdir -p $(HOME_FOLDER)
	@$(BIN)/muniment import $(PACKAGES) > $(HOME_FOLDER)/sample.log || { cat $(HOME_FOLDER)/sample.log; exit 1; }
	@tail -n 2 $(HOME_FOLDER)/sample.log
	@touch $@
