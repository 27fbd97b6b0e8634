# Everything a fresh clone needs: `make editions` builds the book, `make test` runs every check.
.POSIX:

PYTHON = python3
VENV = .venv
INSTALL = $(PYTHON) tools/setup.py

.PHONY: help editions test edits conformance fuzz bench images clean

help:
	@echo 'make editions  set everything up and build the book in manuscript/ into build/'
	@echo 'make test      set everything up and run every check and test'
	@echo 'make edits     edit a small book two hundred times and kill fifty builds, each must be that of a clean one'
	@echo 'make conformance hold all print editions of whole books to what they claim (BOOK="FOLDER …")'
	@echo 'make fuzz      set two thousand random documents and look for every word and note of them'
	@echo 'make bench     print seconds and peak memory by phase (BOOK=FOLDER for another book)'
	@echo 'make images    draw the page images of the README from the book built'
	@echo 'make clean     remove what builds and tests made; .venv/ stays'

editions: $(VENV)/ready
	@$(VENV)/bin/publish build manuscript

test: $(VENV)/ready-for-tests
	@PATH="$$PWD/$(VENV)/bin:$$PATH" sh tools/check.sh

edits: $(VENV)/ready-for-tests
	@$(VENV)/bin/python -m tests.edits

conformance: $(VENV)/ready-for-tests
	@$(VENV)/bin/python -m tests.conformance $(BOOK)

fuzz: $(VENV)/ready-for-tests
	@$(VENV)/bin/python -m tests.fuzz --documents 2000

bench: $(VENV)/ready-for-tests
	@$(VENV)/bin/python -m bench $(BOOK)

images: $(VENV)/ready-for-tests
	@$(VENV)/bin/publish pdf manuscript --for screen
	@$(VENV)/bin/python tools/page_images.py

clean:
	@if [ -x $(VENV)/bin/publish ]; then $(VENV)/bin/publish clean manuscript; fi
	@rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis dist

$(VENV)/ready: pyproject.toml constraints.txt tools/setup.py
	@$(INSTALL)

$(VENV)/ready-for-tests: pyproject.toml constraints.txt tools/setup.py tests/package.json
	@$(INSTALL) test
