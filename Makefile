# make help        print this list
# make run         install what is needed, and run the check in this terminal (or serve the configured channels)
# make review      install the word list for authors as well, and report everything that is wrong with the texts
# make test        install what developers need, and run format, lint, types, import contracts, advisories and fast tests
# make parts       run tests/unit and tests/contract; PYTHON=python3.13 VENV=.venv-3.13 uses another Python
# make pythons     the same with each installed Python from 3.12 to 3.14, each in its own environment
# make proof       run the slow tests: full audits, soak tests, crowds, killed processes, the image
# make bench       run the benchmarks; AGAINST=file compares, SAVE=file sets the file, PARTS="turns size" selects some
# make figures     write the results in docs/benchmarks/bench.json and soak.json into the pages that quote them
# make soak        run 100,000 checks in each of two processes, one of which overwrites memory; CHECKS=1000, SAVE=file
# make pictures    redraw the pictures in docs/; needs Chromium, pngquant and the fonts Roboto and Lato
# make format      format the code
# make lock        upgrade the dependencies and rewrite the lock files
# make advisories  check the locked packages for known vulnerabilities; part of make test too
# make licences    rewrite LICENCES.md, the licences of all runtime dependencies
# make sbom        write a bill of materials of all runtime dependencies to dist/sbom.json (CycloneDX)
# make wheel       build a reproducible wheel of the current commit in dist/
# make release     make a release: version, changelog, commit, tag, and its files in dist/; VERSION=1.2.3
# make clean       remove the environment, dist/ and caches

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# Marker files: installed for running, for authors, and for developers. Each can be added to the others.
# For running, packages are compiled on first use: compiling them all takes longer than starting the bot.
# For tests they are all compiled, as tests start hundreds of processes.
RUNS := $(VENV)/runs
REVIEWS := $(VENV)/reviews
READY := $(VENV)/ready

.PHONY: run review help test parts pythons proof bench figures soak pictures format lock advisories licences sbom wheel release clean

# Ctrl-C ends only the check or the bot, not this shell, so that the next steps are still shown.
run: $(RUNS)
	@trap : INT; $(BIN)/groomingcheck && sed -n 's/^# next: \{0,1\}//p' Makefile

# next: To see it where people work, follow one of these pages:
# next:   a page in a browser   docs/web.md
# next:   Telegram              docs/telegram.md
# next:   Slack                 docs/slack.md
# next: Or look at the page on this machine: '.venv/bin/groomingcheck serve', then open http://127.0.0.1:8080/
# next: At each step '.venv/bin/groomingcheck doctor' says what is right, what is wrong, and what to do.

review: $(REVIEWS)
	@$(BIN)/groomingcheck review

help:
	@sed -n 's/^# make /make /p' Makefile

# Most tests mainly wait, so run more of them in parallel than there are cores.
test: $(READY)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(ADVISORIES)
	$(BIN)/pytest --numprocesses 8 --dist worksteal --ignore tests/proof

pythons:
	@failed=; for python in $(PYTHONS); do \
		name=$$($$python -c 'import sys; print("{}.{}".format(*sys.version_info))'); echo "With Python $$name"; \
		$(MAKE) --no-print-directory parts PYTHON=$$python VENV=.venv-$$name || failed="$$failed $$name"; \
	done; [ -z "$$failed" ] || { echo "Failed with Python$$failed" >&2; exit 1; }

# Interpreters on the PATH or installed by pyenv.
PYTHONS ?= $(shell for minor in 12 13 14; do \
	for python in python3.$$minor "$$HOME"/.pyenv/versions/3.$$minor.*/bin/python; do \
		if "$$python" -c "import venv" 2>/dev/null; then echo "$$python"; break; fi; done; done)

parts: $(READY)
	$(BIN)/pytest --numprocesses 8 --dist worksteal -o cache_dir=$(VENV)/pytest $(AGAIN) tests/unit tests/contract

# These tests depend on timing: with more in parallel, they would slow each other down.
proof: $(READY)
	$(BIN)/pytest --numprocesses 2 --dist load --maxschedchunk 1 tests/proof

$(VENV): $(REVIEWS)

$(RUNS): pyproject.toml requirements.lock requirements-build.lock
	$(PYTHON) -m venv --clear $(VENV)
	$(INSTALL) --no-compile --require-hashes --requirement requirements.lock --requirement requirements-build.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(REVIEWS): $(RUNS) requirements-review.lock
	$(INSTALL) --require-hashes --requirement requirements-review.lock
	@touch $@

$(READY): $(RUNS) requirements-dev.lock
	$(INSTALL) --require-hashes --requirement requirements-dev.lock
	@$(BIN)/python -m compileall -q -j 0 $(VENV)/lib || true
	@touch $@

INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

bench: $(READY)
	@$(BIN)/python -m benchmarks $(PARTS) $(if $(JSON),--json) $(if $(SAVE),--save $(SAVE)) $(if $(AGAINST),--against $(AGAINST))

figures: $(READY)
	@$(BIN)/python -m benchmarks.document

soak: $(READY)
	@$(BIN)/python -m benchmarks.soak $(CHECKS) $(if $(SAVE),--save $(SAVE))

pictures: $(READY)
	@$(BIN)/python -m pictures

format: $(READY)
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

lock: $(READY)
	$(BIN)/uv pip compile $(LOCK) --output-file requirements.lock pyproject.toml
	$(BIN)/uv pip compile $(LOCK) --output-file requirements-review.lock --extra review pyproject.toml
	$(BIN)/uv pip compile $(LOCK) --output-file requirements-dev.lock --extra review --group build --group dev --group lock --group supply pyproject.toml
	$(BIN)/uv pip compile $(LOCK) --output-file requirements-build.lock --group pyproject.toml:build

LOCK := --quiet --universal --upgrade --generate-hashes --no-header --no-annotate --no-emit-index-url

advisories: $(READY)
	@$(ADVISORIES)

ADVISORIES := PATH="$(BIN):$$PATH" deploy/advisories.sh requirements-review.lock requirements-build.lock

licences: $(READY)
	$(BIN)/pytest --quiet --rewrite tests/docs/test_licence.py

sbom: $(READY)
	$(PYTHON) -m venv --clear --without-pip dist/runtime
	$(BIN)/python -m pip --python dist/runtime/bin/python install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/cyclonedx-py $(SBOM) --output-file dist/sbom.json dist/runtime/bin/python
	@rm -rf dist/runtime

SBOM := environment --pyproject pyproject.toml --output-reproducible

wheel: $(READY)
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .

release: $(READY)
	@$(BIN)/python -m release $(VERSION)

clean:
	rm -rf .venv .venv-* dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
