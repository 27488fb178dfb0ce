# make demo      grade the sample class, from release to report
# make test      the fast tests, in under a minute on two cores
# make check     everything that continuous integration runs
# make mutation  break the core in many small ways, and see whether the tests notice
# make student-wheel  what students install, in dist/: the self-check, and nothing that answers a question
# make fuzz      feed anything at all to what reads a student's work, guided by coverage; SECONDS=600 TARGET=notebook
# make format    put the code in order

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.PHONY: demo test check student-wheel mutation fuzz format clean
.DEFAULT_GOAL := demo

demo: $(INSTALLED)
	$(BIN)/autograder demo

test: $(INSTALLED)
	$(BIN)/pytest --quiet --numprocesses 3 --dist worksteal -m "not slow and not browser and not nbgrader"

check: $(INSTALLED)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --quiet --numprocesses 3 --dist worksteal --cov --cov-report=term
	$(BIN)/autograder validate

# Some half an hour; killed mutants are remembered in .mutation, so it may be stopped and said again.
N ?= 60
SEED ?= 0
mutation: $(INSTALLED)
	$(BIN)/python -m bench.code_mutation --number $(N) --seed $(SEED)

student-wheel: $(INSTALLED)
	$(BIN)/python -m pip wheel --quiet --no-build-isolation --no-deps -w dist student

# Ctrl-C ends it. Atheris has wheels for Linux on x86_64 alone; without it Hypothesis draws.
SECONDS ?= 300
TARGET ?= all
fuzz: $(INSTALLED)
	-$(BIN)/python -m pip install --quiet --only-binary :all: --group fuzz
	$(BIN)/python -m bench.fuzz --seconds $(SECONDS) --target $(TARGET)

format: $(INSTALLED)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage .mutation .fuzz

# Installed once, and again when pyproject.toml changes. `--group` needs pip 25.1.
$(INSTALLED): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11, 3.12 or 3.13 is needed; this is %d.%d. Say make PYTHON=/path/to/python." % sys.version_info[:2] if not (3, 11) <= sys.version_info[:2] < (3, 14) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable '.[all]' --group dev
	@touch $@
