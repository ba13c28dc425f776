# `make demo` and `make test` each do all the set-up they need; nothing else comes first.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$p && break; done)
BIN := .venv/bin
# One more than most machines have cores: a test of the console waits as long as it computes.
WORKERS ?= 3
# Tests start the program hundreds of times: what Python compiled is kept, whatever the shell says.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help setup demo run test check format bench campaign wording schema browser keys clean

help:
	@echo "make demo    see three whole days: simulated phones, one facilitator, every plan (sets itself up)"
	@echo "make test    all checks and tests (sets itself up)"
	@echo "make setup   the set-up alone; then .venv/bin/workshop"
	@echo "make run     the start screen"
	@echo "make check   format, lint, types, imports"
	@echo "make bench   figures, in benchmarks/"
	@echo "make campaign   every promise under attack, for hours; writes docs/campaigns.md"

python:
	@test -n "$(PYTHON)" || { echo "Workshop needs Python 3.11 or newer. Please install it."; exit 2; }
.PHONY: python

setup: python
	@$(PYTHON) scripts/set_up.py run

setup-test: python
	@$(PYTHON) scripts/set_up.py test
.PHONY: setup-test

demo: python
	@echo "Workshop: three days, sixteen people, every plan. Getting ready ..."
	@$(PYTHON) scripts/set_up.py run
	@$(BIN)/workshop demo $(ARGS)

run: setup
	@$(BIN)/workshop

test: setup-test check
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup

check: setup-test
	@$(BIN)/ruff format --check --quiet . || { echo "Run: make format"; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

format: setup-test
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format --quiet .

bench: setup-test
	@$(BIN)/python -m benchmarks
	@$(BIN)/python -m benchmarks.console
	@$(BIN)/python -m benchmarks.phone

campaign: setup-test
	@$(BIN)/python -m campaigns $(ARGS)

wording: setup-test
	@$(BIN)/python -m workshop.wording.template

schema: setup-test
	@for kind in agenda exercise self-check referrals; do \
		$(BIN)/workshop schema $$kind > docs/schema/$$kind.json || exit 1; done
	@$(BIN)/python -c "import json; from workshop.export import plan_schema as it; \
		print(json.dumps(it(), ensure_ascii=False, indent=1))" > docs/schema/plan.json
	@$(BIN)/python -c "import json; from workshop.export import archive_schema as it; \
		print(json.dumps(it(), ensure_ascii=False, indent=1))" > docs/schema/archive.json

browser:
	@cd browser && npm ci --ignore-scripts && npm run build

keys: setup-test
	@$(BIN)/python scripts/keys.py

clean:
	rm -rf .venv
