# The few commands a contributor learns. `make help` lists them.

PYTHON ?= python3
PORT ?= 3000
SANDBOX_PORT ?= 4010
PROVIDER ?= generic

VENV := .venv
BIN := $(VENV)/bin
PLUGINS := $(sort $(wildcard plugins/*/pyproject.toml)) examples/tiny_ats/pyproject.toml
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

.PHONY: help setup demo test check e2e bench record docs package clean

help: ## list the commands
	@sed -n 's/^\([a-z0-9]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST)

setup: $(VENV)/.ready ## install core, plugins and tools into .venv, unless that is done

$(VENV)/.ready: Makefile pyproject.toml constraints.txt requirements-dev.txt $(PLUGINS)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "unified-ats needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Installing into $(VENV) (once) ..." >&2
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --requirement requirements-dev.txt --editable '.[cli,testing]' \
		$(foreach plugin,$(PLUGINS),--editable $(dir $(plugin)))
	@touch $@

demo: setup ## the REST API on PORT (3000), in front of the generic sandbox on SANDBOX_PORT (4010)
	@$(BIN)/unified-ats demo --port $(PORT) --sandbox-port $(SANDBOX_PORT)

test: setup ## the whole Python test suite; COVERAGE=1 measures it, and wants 95 % with branches
	@$(BIN)/pytest --numprocesses=auto --dist=loadfile $(if $(COVERAGE),--cov --cov-report=term)

check: setup ## formatting, lint, types, layers
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@PYTHONPATH=. $(BIN)/lint-imports --no-cache

e2e: setup $(VENV)/.ready-e2e node_modules/.ready ## serverless, the bundle, AWS's runtime, newman, schemathesis
	@$(BIN)/pytest tests/e2e

$(VENV)/.ready-e2e: requirements-e2e.txt $(VENV)/.ready
	@$(PIP) --requirement requirements-e2e.txt
	@touch $@

node_modules/.ready: package.json package-lock.json
	@npm ci --no-audit --no-fund --loglevel=error
	@touch $@

record: setup ## record PROVIDER's cassettes again, from the real ATS when credentials are set
	@$(BIN)/pytest tests $(wildcard plugins) examples -k 'test_cassettes.py and $(PROVIDER)' --record-mode=rewrite

bench: setup ## the benchmarks
	@for script in benchmarks/*.py; do $(BIN)/python $$script; done

docs: setup ## write the generated tables again
	@$(BIN)/python -m docs.generate

package: setup node_modules/.ready ## the bundle for AWS, under .serverless/
	@PATH="$(CURDIR)/$(BIN):$$PATH" npx --no-install serverless package

clean: ## remove what these commands made
	@rm -rf $(VENV) node_modules .serverless .e2e .coverage .pytest_cache .mypy_cache .ruff_cache
