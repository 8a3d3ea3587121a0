# The developer's commands; `make help` explains them.

PYTHON ?= python3
SHOP = $(PYTHON) -m dev.shop

export DB FLAVOUR MODULES NAME ODOO_HOME PORT TESTS

.DEFAULT_GOAL := help
.PHONY: run test test-upstream lint format shell db i18n replay lives fuzz bench screenshots clean help

run:  ## open the shop at http://localhost:8069 (PORT=, DB=)
test:  ## run every test (TESTS="path or -k expression", FLAVOUR=test|full)
test-upstream:  ## compare Odoo's own tests with and without the addons (MODULES=)
lint:  ## let every linter look at every file
format:  ## let the linters mend what they can
shell:  ## open Odoo's Python shell on the shop (DB=)
db:  ## make a fresh database: NAME=, FLAVOUR=demo|test|full|bare-demo|...
i18n:  ## renew the .pot files and bring the .po files up to date
clean:  ## remove everything that the set-up made

run test test-upstream lint format shell db i18n clean:
	@$(SHOP) $@

replay:  ## let real orders live in the shop: ORDERS=file.csv (LIMIT=, PROFILE=)
	@$(SHOP) execute python -m dev.replay $(ORDERS) $(if $(LIMIT),--limit $(LIMIT)) $(if $(PROFILE),--profile $(PROFILE))

lives:  ## lead random lives of orders and look at their promises (N=30)
	@$(SHOP) execute python -m tests.lives $(N)

fuzz:  ## send generated requests to all pages of ours (N=20000, FIRST=, SEED=, ONLY=)
	@$(SHOP) execute python -m tests.fuzz $(N) $(if $(FIRST),--first $(FIRST)) $(if $(SEED),--seed $(SEED)) $(if $(ONLY),--only "$(ONLY)")

bench:  ## compare with stock Odoo (NAME= for one benchmark, ORDERS= for a big shop)
	@$(SHOP) execute python -m benchmarks $(NAME)

screenshots:  ## photograph every screen, page and email (ONLY="beginnings of names")
	@$(SHOP) execute python -m tests.screenshots $(ONLY)

help:  ## show this
	@sed -n 's/^\([a-z0-9-]*\):  ## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 24
