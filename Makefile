# Everything runs in .venv, made from requirements.lock: `make site` builds the site, `make test` proves the rest.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
NODE := node_modules/.package-lock.json
# Tests run on all cores; a file's tests stay together, the longest files come first (tests/conftest.py). TESTS takes
# more options: make tests TESTS="-k anzus".
PYTEST := $(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder
TESTS ?=

# Compiled modules are kept whatever the machine says: else each process of a run compiles every test again.
unexport PYTHONDONTWRITEBYTECODE

LOCALE := scripts/treaty_registry/language/locale

.PHONY: site serve test quick deep lint types records tests browser javascript check schema texts lock bench engines fuzz clean

site: $(READY)
	$(BIN)/treaties check
	$(BIN)/treaties build

serve: $(READY)
	$(BIN)/treaties serve

# The records: in themselves, and beside what their sources say (tests/treaties).
check records: $(READY)
	$(BIN)/treaties check
	$(BIN)/pytest tests/test_treaties.py

schema: $(READY)
	$(BIN)/treaties schema

# Enters new English texts of the program into the catalogue of every other language, and takes out those that are gone.
texts: $(READY)
	$(BIN)/pybabel -q extract -F babel.cfg -k t -k _html:2 -k Message:1c,2 -k Plural:1c,2,3 -c Translators: \
	  --add-location=file --sort-by-file --no-wrap -o .cache/treaties.pot .
	$(BIN)/pybabel -q update -i .cache/treaties.pot -d $(LOCALE) -D treaties --no-fuzzy-matching --ignore-obsolete \
	  --ignore-pot-creation-date --no-wrap

# Everything but what takes minutes by nature (`make deep`).
test: lint types javascript $(READY)
	$(BIN)/treaties check
	$(PYTEST) $(TESTS)

# What to run before each commit: no browser, no site, no long test.
quick: lint types javascript $(READY)
	$(BIN)/treaties check
	$(PYTEST) -m "not browser and not site and not slow" $(TESTS)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

# The two halves of the tests, as continuous integration runs them.
tests: $(READY)
	$(PYTEST) -m "not browser" $(TESTS)

browser: $(READY)
	$(PYTEST) -m browser $(TESTS)

javascript: $(NODE)
	npm run check

# Hours rather than minutes: long properties, many broken files, and whether tests of the law notice changes of it.
MUTANTS ?= 300
SEED ?= 0
deep: $(READY)
	DEEP=1 $(PYTEST) $(TESTS)
	$(BIN)/python tests/fuzz/run.py --inputs 50000
	$(BIN)/python tests/mutation/run.py --mutants $(MUTANTS) --seed $(SEED)

# BENCH takes its options: make bench BENCH="--only check --write docs" (see tests/benchmarks/README.md).
bench: $(READY)
	$(BIN)/python tests/benchmarks/run.py $(BENCH)

engines: $(READY)
	$(BIN)/python tests/engines/run.py

fuzz: $(READY)
	$(BIN)/python tests/fuzz/run.py --inputs 50000

# Pins every dependency, with hashes and without addresses. Needs uv (https://docs.astral.sh/uv/).
lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-annotate --no-header --no-emit-index-url --no-emit-find-links --upgrade -o requirements.lock

clean:
	rm -rf .venv .cache site

# The package's version and entry points are part of what is installed, so pyproject.toml is a cause too.
$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(NODE): package.json package-lock.json
	npm ci --no-audit --no-fund
	touch $@
