# make run    set up, and hold the check in this terminal (or serve the channels that are configured)
# make test   set up, and pass the whole gate
# make bench  what it costs, as a table; JSON=1 prints one JSON object for each figure
# make pictures  draws the pictures in docs/ anew, with Chromium, pngquant and the fonts Roboto and Lato of this machine
# make format bring the code into its standard form
# make lock   look for newer dependencies and write the lock files anew

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: run test check bench pictures format lock clean

run: $(READY)
	@$(BIN)/groomingcheck

test: check

check: $(READY)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

.venv: $(READY)

$(READY): pyproject.toml requirements.lock requirements-dev.lock
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

bench: $(READY)
	@$(BIN)/python -m benchmarks $(if $(JSON),--json)

pictures: $(READY)
	@$(BIN)/python -m pictures

format: $(READY)
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

lock: $(READY)
	$(BIN)/uv pip compile $(LOCK) --output-file requirements.lock pyproject.toml
	$(BIN)/uv pip compile $(LOCK) --output-file requirements-dev.lock --group build --group dev --group lock pyproject.toml

LOCK := --quiet --universal --upgrade --generate-hashes --no-header --no-annotate --no-emit-index-url

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
