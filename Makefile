# Two commands matter: `make test` and `make demo`. Each sets itself up on a machine with only Python 3.11.
SHELL := /bin/bash
.PHONY: test demo venv asterisk clean

test: venv
	@tools/test $(TESTS)

demo: venv
	@.venv/bin/audiosocket demo $(ARGS)

# The environment that both use; nothing is done when it is up to date.
venv:
	@tools/venv

# A real Asterisk for the tests, in a cache folder outside the checkout (root, Debian; about a minute, 0.4 GB).
asterisk:
	@tools/asterisk-tree

clean:
	rm -rf .venv .tox .mypy_cache .ruff_cache .hypothesis _trial_temp* build dist *.egg-info var
