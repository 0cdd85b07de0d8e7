# make demo   the main job on the seed data        make test    the whole suite
# make check  linters, types, layers               make bench   speed and quality, as ratios
# make exports  rebuild exports/                   make docs    rebuild generated pages
# make lock   rewrite requirements.lock
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test check bench exports docs lock clean

# One environment for everything, made anew when the lock or the project's metadata change.
.venv/.stamp: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "iomgloss needs Python 3.11 or newer; make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

demo: .venv/.stamp
	PATH="$(CURDIR)/$(BIN):$$PATH" sh docs/demo.sh

test: .venv/.stamp
	$(BIN)/python -m pytest -n auto

check: .venv/.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/iomgloss validate

bench: .venv/.stamp
	$(BIN)/python tests/bench/run.py

# Reproducible byte for byte; a test fails when they are out of date.
EXPORTS ?= exports
EXPORT = $(BIN)/iomgloss --workspace . export
exports: .venv/.stamp
	$(EXPORT) tbx -o $(EXPORTS)/glossary.tbx
	$(EXPORT) tmx -o $(EXPORTS)/memory.tmx
	$(EXPORT) tmx -o $(EXPORTS)/memory.drafts.tmx --status draft
	$(EXPORT) po -s bg -t en -o $(EXPORTS)/memory.bg-en.po
	$(EXPORT) po -s ru -t en -o $(EXPORTS)/memory.ru-en.po

docs: .venv/.stamp
	$(BIN)/python docs/build.py
	$(BIN)/python docs/cost.py

lock: .venv/.stamp
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --extra dev -o requirements.lock pyproject.toml

clean:
	rm -rf .venv .iomgloss .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
