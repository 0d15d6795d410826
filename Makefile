# make run    serve the seed deck at http://127.0.0.1:8000
# make test   run the whole suite
# make setup  make the environment, start nothing
# make lock   pin the newest libraries anew
# make vendor-editor  bundle CodeMirror anew from its locked packages; needs Node
# make clean  remove the environment and what tools left behind, never the data folder

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test setup lint lock vendor-editor clean

run: .venv/ready
	@$(BIN)/pathdeck serve

setup: .venv/ready

test: lint
	$(BIN)/pytest --numprocesses auto

lint: .venv/ready-to-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/djlint --lint --quiet templates

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Pathdeck needs Python 3.11 or newer; name one with: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Python's venv module is missing; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/ready: requirements.txt pyproject.toml | .venv/bin/python
	@echo "Setting up the environment in .venv, once."
	@$(PIP) install --require-hashes --requirement requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/ready-to-test: requirements-test.txt .venv/ready
	@$(PIP) install --require-hashes --requirement requirements-test.txt
	@touch $@

LOCK = printf 'editables\nhatchling==1.33.0\n' | $(BIN)/uv pip compile --quiet --universal --upgrade --generate-hashes \
	--no-emit-index-url --no-header --no-annotate --python-version 3.11

lock: .venv/bin/python
	$(PIP) install uv
	$(LOCK) --extra test pyproject.toml - --output-file requirements-test.txt
	$(LOCK) --constraint requirements-test.txt pyproject.toml - --output-file requirements.txt

vendor-editor:
	cd static/vendor/codemirror && npm ci --no-audit --no-fund --ignore-scripts && npm run build && rm -rf node_modules

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
