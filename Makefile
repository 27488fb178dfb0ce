# make demo    grade the sample class, from release to report
# make check   everything that continuous integration runs
# make format  put the code in order

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.PHONY: demo check format clean
.DEFAULT_GOAL := demo

demo: $(INSTALLED)
	$(BIN)/autograder demo

check: $(INSTALLED)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --quiet --numprocesses 2 --dist loadfile --cov --cov-report=term
	$(BIN)/autograder validate

format: $(INSTALLED)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage

# Installed once, and again when pyproject.toml changes. `--group` needs pip 25.1.
$(INSTALLED): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11, 3.12 or 3.13 is needed; this is %d.%d. Say make PYTHON=/path/to/python." % sys.version_info[:2] if not (3, 11) <= sys.version_info[:2] < (3, 14) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable '.[course]' --group dev
	@touch $@
