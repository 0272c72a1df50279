# Avklar. `make demo` to see it, `make test` to prove it; `make help` lists the rest.
.DEFAULT_GOAL := help
.PHONY: help demo run test check bench screenshots packages environment development clean
PYTHON_IN := .venv/bin/python
N ?= 100k

help:            ## this list
	@sed -n 's/^\([a-z]*\): .*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

demo: environment ## a running Avklar with Innlandet's 46 municipalities and a fictional cast
	@.venv/bin/avklar demo

run: environment  ## an empty installation in var/, with a first-time set-up in the browser
	@.venv/bin/avklar prepare && .venv/bin/avklar serve

test: packages development ## all checks and all tests, on both databases; installs what they need
	@scripts/steps test

check: development ## the fast part: style, types, imports, templates, migrations, translations, papers
	@scripts/steps check

bench: packages development ## the figures of the README; N=1k|10k|100k|1M
	@$(PYTHON_IN) -m bench --rows $(N)

screenshots: packages development ## the journeys again, writing docs/screenshots
	@AVKLAR_SCREENSHOTS=1 scripts/steps journeys

clean:           ## removes what the tests and builds left; never var/, where the data is
	@rm -rf build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis test-results

packages:
	@scripts/system_packages
	@scripts/npm_packages

environment:
	@scripts/environment
	@$(PYTHON_IN) scripts/catalogues compile

development:
	@scripts/environment dev
	@$(PYTHON_IN) scripts/catalogues compile
