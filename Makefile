# Two commands do everything, set-up included: `make site` and `make test`. Needs Python 3.11 or newer, make and git.

PYTHON ?= python3
FORMAT ?= text
SIZES ?= 300 1000
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: site test serve check score bench bench-browser lock clean

site: $(READY)            ## build the site into site/
	$(BIN)/timeline build

test: $(READY)            ## run every test
	$(BIN)/python -m pytest

serve: $(READY)           ## show the site on this machine, rebuilt on every change
	$(BIN)/timeline serve

check: $(READY)           ## print every problem of the records
	$(BIN)/timeline check --format $(FORMAT)

score: $(READY)           ## score the conversion of HTML against pages marked up by people (docs/documents.md)
	$(BIN)/python tools/score_conversion.py

bench: $(READY)           ## measure builds beside other builders (docs/performance.md)
	$(BIN)/python -m tools.bench $(if $(PROFILE),--profile $(PROFILE),--sizes $(SIZES)) $(if $(WRITE),--write)

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name one with make PYTHON=python3.12"; exit 1; }
	rm -rf $(VENV)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary :all: -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
	touch $(READY)

bench-browser: $(READY)   ## measure explore and the picture of time beside vis-timeline (needs Chromium and npm)
	$(BIN)/python -m tools.browser_bench

lock:                     ## write requirements.txt anew from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --all-extras --no-emit-index-url --custom-compile-command "make lock" --output-file requirements.txt pyproject.toml

clean:
	rm -rf site .site.spare .cache $(VENV)
