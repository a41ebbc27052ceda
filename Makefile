# answerpoint: what there is to do. Everything is configured in pyproject.toml; CI calls the same names (.ci/run).
#
#   make run          open the console on the emulated feed     (ARGS="--feed serial:/dev/ttyUSB0" for another)
#   make setup        only make .venv, with all that testing needs
#   make test         check, then every test
#   make check        style, types and imports
#   make bench        figures of speed and memory, as ratios in one run
#   make soak         the long runs
#   make screenshots  the real program under Xvfb, pictures into docs/
#   make clean        remove all that was made here

PY := .venv/bin/python
PARTS := pyproject.toml packaging/constraints.txt packaging/setup.sh

.DEFAULT_GOAL := help
.PHONY: help run setup test check bench soak screenshots clean
MAKEFLAGS += --no-print-directory

help:
	@sed -n 's/^#   //p' Makefile

# A stamp says what .venv holds: the program, what tests it, what measures it. One that was moved or copied here with its
# folder is not believed, for the commands in .venv/bin name the folder they were made for.
$(shell [ -h .venv ] || [ ! -e .venv/.place ] || [ "$$(cat .venv/.place)" = "$$(pwd -P)" ] || rm -f .venv/.run .venv/.dev .venv/.bench)

.venv/.run: $(PARTS)
	@sh packaging/setup.sh
	@touch $@

.venv/.dev: $(PARTS)
	@sh packaging/setup.sh dev
	@touch $@ .venv/.run

.venv/.bench: $(PARTS)
	@sh packaging/setup.sh dev bench
	@touch $@ .venv/.dev .venv/.run

run: .venv/.run
	@$(PY) -m app run $(ARGS)

setup: .venv/.dev
	@:

check: .venv/.dev
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check --quiet .
	@$(PY) -m mypy --no-error-summary
	@$(PY) -c 'from importlinter.cli import lint_imports_command as lint; lint(["--no-logo"])'

test: check
	@$(PY) -m pytest $(ARGS)

bench: .venv/.bench
	@$(PY) tests/bench/run.py $(ARGS)

soak: .venv/.dev
	@HYPOTHESIS_PROFILE=soak $(PY) -m pytest -m soak -o timeout=7200 $(ARGS)

screenshots: .venv/.dev
	@$(PY) packaging/screenshots.py $(ARGS)

clean:
	@rm -rf .venv build dist ./*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find app drivers resources tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +
