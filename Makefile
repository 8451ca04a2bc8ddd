# make run    set up, and hold the check in this terminal (or serve the channels that are configured)
# make test   set up, and pass the whole gate
# make bench  what it costs, as a table; JSON=1 prints one JSON object for each figure
# make soak   what becomes of one process that holds 100,000 checks: an hour; CHECKS=1000 holds fewer
# make pictures  draws the pictures in docs/ anew, with Chromium, pngquant and the fonts Roboto and Lato of this machine
# make format bring the code into its standard form
# make lock   look for newer dependencies and write the lock files anew
# make advisories  look for known vulnerabilities of what is locked; the gate does, too
# make licences    list the licence of everything that runs anew, in LICENCES.md
# make sbom        list everything that runs for machines, in dist/sbom.json (CycloneDX)

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: run test check bench soak pictures format lock advisories licences sbom clean

run: $(READY)
	@$(BIN)/groomingcheck

test: check

check: $(READY)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(ADVISORIES)
	$(BIN)/pytest --numprocesses 3 --dist worksteal

.venv: $(READY)

$(READY): pyproject.toml requirements.lock requirements-dev.lock
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

bench: $(READY)
	@$(BIN)/python -m benchmarks $(if $(JSON),--json)

soak: $(READY)
	@$(BIN)/python -m benchmarks.soak $(CHECKS)

pictures: $(READY)
	@$(BIN)/python -m pictures

format: $(READY)
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

lock: $(READY)
	$(BIN)/uv pip compile $(LOCK) --output-file requirements.lock pyproject.toml
	$(BIN)/uv pip compile $(LOCK) --output-file requirements-dev.lock --group build --group dev --group lock --group supply pyproject.toml
	$(BIN)/uv pip compile $(LOCK) --output-file requirements-build.lock --group pyproject.toml:build

LOCK := --quiet --universal --upgrade --generate-hashes --no-header --no-annotate --no-emit-index-url

advisories: $(READY)
	@$(ADVISORIES)

ADVISORIES := PATH="$(BIN):$$PATH" deploy/advisories.sh requirements.lock requirements-build.lock

licences: $(READY)
	$(BIN)/pytest --quiet --rewrite tests/test_licence.py

sbom: $(READY)
	$(PYTHON) -m venv --clear --without-pip dist/runtime
	$(BIN)/python -m pip --python dist/runtime/bin/python install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/cyclonedx-py $(SBOM) --output-file dist/sbom.json dist/runtime/bin/python
	@rm -rf dist/runtime

SBOM := environment --pyproject pyproject.toml --output-reproducible

clean:
	rm -rf .venv dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
