# make demo      grade the sample class, from release to report
# make test      the fast tests, in less than a minute on two idle cores
# make check     everything that continuous integration runs
# make coverage  all tests, and which branches of the code the fast ones never take: at most 5 % of them
# make mutation  break the core in many small ways, and see whether the tests notice
# make docs      the site of docs/, in build/docs; a warning or a broken link ends it
# make pictures  the pictures of docs/, from the program as it is
# make student-wheel  what students install, in dist/: the self-check, and nothing that answers a question
# make fuzz      feed anything at all to what reads a student's work, guided by coverage; SECONDS=600 TARGET=notebook
# make lock      pin what is installed by hash, in requirements.lock, after pyproject.toml has changed
# make format    put the code in order

PYTHON ?= python3
# Compiled modules are kept: thousands of processes of the tests load the same ones.
unexport PYTHONDONTWRITEBYTECODE
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.PHONY: demo test check suite types proof docs pictures coverage student-wheel lock mutation fuzz format clean
.DEFAULT_GOAL := demo

demo: $(INSTALLED)
	rm -rf build/demo
	$(BIN)/autograder demo build/demo

test: $(INSTALLED)
	$(BIN)/pytest --quiet --numprocesses 2 --dist worksteal -m "not slow and not browser and not nbgrader"

check: $(INSTALLED)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(MAKE) --no-print-directory --jobs 2 suite types proof docs

# The tests wait now and then, and the others keep one core busy each: they go side by side.
suite: $(INSTALLED)
	$(BIN)/pytest --quiet --numprocesses 4 --dist worksteal

types: $(INSTALLED)
	$(BIN)/mypy

proof: $(INSTALLED)
	$(BIN)/autograder validate

docs: $(INSTALLED)
	$(BIN)/sphinx-build -W --keep-going --quiet -d build/doctrees docs build/docs

pictures: $(INSTALLED)
	$(BIN)/python docs/pictures.py

# Traced, tests take more than twice as long.
coverage: $(INSTALLED)
	$(BIN)/pytest --quiet --numprocesses 4 --dist worksteal --cov --cov-report=term

# A quarter of an hour on two idle cores: all fast tests once, then ten seconds for each mutant that its own tests notice and a minute
# and a half for each that is left. Killed ones are remembered in .mutation, so it may be stopped and said again.
N ?= 60
SEED ?= 0
mutation: $(INSTALLED)
	$(BIN)/python -m bench.code_mutation --number $(N) --seed $(SEED)

student-wheel: $(INSTALLED)
	$(BIN)/python -m pip wheel --quiet --no-build-isolation --no-deps -w dist ./student

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
	rm -rf $(VENV) build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage .mutation .fuzz

# What is installed, to the byte: made anew after a change of pyproject.toml.
lock: $(INSTALLED)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url \
		--custom-compile-command 'make lock' --extra all --group dev --group docs --upgrade --output-file requirements.lock pyproject.toml

# Installed once, and again when pyproject.toml or the lock changes: the versions that the lock names, by their hashes, with uv, or
# pip where uv cannot be had (it does not read pip's settings). Where an index has other ones, the newest that fit (`--group` needs
# pip 25.1), and it is said. What the sandbox loads is compiled now, for it can write nothing.
PIP := $(BIN)/python -m pip install --quiet
LOCKED := --require-hashes --requirement requirements.lock
$(INSTALLED): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11, 3.12 or 3.13 is needed; this is %d.%d. Say make PYTHON=/path/to/python." % sys.version_info[:2] if not (3, 11) <= sys.version_info[:2] < (3, 14) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	if { $(PIP) uv && $(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode $(LOCKED); } || $(PIP) $(LOCKED); then \
		$(PIP) --no-deps --no-build-isolation --editable .; \
	else \
		echo "requirements.lock cannot be had here: installing the newest versions that fit" && \
		$(PIP) --upgrade 'pip>=25.1' && $(PIP) --editable '.[all]' --group dev --group docs; \
	fi
	$(BIN)/python -m compileall -q autograder
	@touch $@
