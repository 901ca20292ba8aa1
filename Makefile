# The only front door: every check and every figure starts here.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

# What the model is trained on lies beside the checkout; its texts are no part of the project.
CORPORA ?= ../shared/data
TRAINING := $(VENV)-train

.PHONY: run test check format score bench model ablation lock clean
.DEFAULT_GOAL := run

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation -e .
	touch $@

## run: the pages of corpus/raw into review.db, a table of the studies, and precision and recall against corpus/gold
run: build/records.jsonl
	$(BIN)/abstract-extract score corpus/gold build/records.jsonl

# Made anew each time. Status 1 says that a page gave no record: the summary names it, and the score counts it.
.PHONY: build/records.jsonl
build/records.jsonl: $(READY)
	mkdir -p build
	$(BIN)/abstract-extract run corpus/raw --db review.db --jsonl $@ --table || [ $$? -eq 1 ]

## score: precision and recall on dev and test, a report of every wrong value of dev in build/score.html, the floors
score: $(READY)
	mkdir -p build
	$(BIN)/abstract-extract run corpus/raw --no-db --jsonl build/records.jsonl --quiet || [ $$? -eq 1 ]
	status=0; \
	$(BIN)/abstract-extract score corpus/gold build/records.jsonl --split dev --check-floors --report build/score.html || status=$$?; \
	$(BIN)/abstract-extract score corpus/gold build/records.jsonl --split test --check-floors || status=$$?; \
	exit $$status

## test: all tests
test: $(READY)
	$(BIN)/python -m pytest

## check: what a machine can say of the code
check: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

## format: the code as `make check` wants it
format: $(READY)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

## bench: the speed of the line against spaCy's bare tokenizer and sentencizer on the same texts: rules, then both
bench: $(READY)
	$(BIN)/python bench/speed.py
	$(BIN)/python bench/speed.py --way both --texts 200

## model: trains models/number-roles anew (about eight hours on two cores), in an environment of its own
model: $(TRAINING)/.ready
	$(TRAINING)/bin/python -m abstract_extract.train --corpora $(CORPORA) --gold corpus --out models/number-roles

$(TRAINING)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(TRAINING)
	$(TRAINING)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(TRAINING)/bin/python -m pip install --quiet --disable-pip-version-check --no-build-isolation -e '.[train]'
	touch $@

## ablation: rules alone, model alone and both, on the gold's test pages and the corpora beside the checkout, and speed
ablation: $(READY)
	$(BIN)/python bench/ablation.py --corpora $(CORPORA)

## lock: requirements.lock anew from pyproject.toml (needs uv)
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		--extra dev pyproject.toml -o requirements.lock

## clean: everything that the targets above have made
clean:
	rm -rf $(VENV) $(TRAINING) build dist review.db review.db-wal review.db-shm
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
