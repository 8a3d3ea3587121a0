# The developer's commands; `make help` explains them.

PYTHON ?= python3
SHOP = $(PYTHON) -m dev.shop

export ODOO_HOME TESTS

.DEFAULT_GOAL := help
.PHONY: run test test-upstream lint format shell db i18n replay bench clean help

run:  ## open the shop at http://localhost:8069 (PORT=, DB=)
	@$(SHOP) run $(if $(PORT),--port $(PORT)) $(if $(DB),--database $(DB))

test:  ## run every test (TESTS="path or -k expression")
	@$(SHOP) test

test-upstream:  ## compare Odoo's own tests with and without the addons (MODULES=)
	@$(SHOP) test-upstream $(MODULES)

lint:  ## let every linter look at every file
	@$(SHOP) lint

format:  ## let the linters mend what they can
	@$(SHOP) format-files

shell:  ## open Odoo's Python shell on the shop (DB=)
	@$(SHOP) shell $(if $(DB),--database $(DB))

db:  ## make a fresh database: NAME=, FLAVOUR=demo|test|bare-demo|bare-test
	@$(SHOP) db $(if $(NAME),$(NAME),scratch) $(if $(FLAVOUR),--flavour $(FLAVOUR))

i18n:  ## renew the .pot files and bring the .po files up to date
	@$(SHOP) i18n

replay:  ## let real orders live in the shop: ORDERS=file.csv (LIMIT=)
	@$(SHOP) execute -- python -m dev.replay $(ORDERS) $(if $(LIMIT),--limit $(LIMIT))

bench:  ## compare with stock Odoo (NAME= for one benchmark)
	@$(SHOP) execute --tests -- python -m benchmarks $(NAME)

clean:  ## remove everything that the set-up made
	@$(SHOP) clean

help:  ## show this
	@sed -n 's/^\([a-z0-9-]*\):  ## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 24
