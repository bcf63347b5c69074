# make serve   installs what is missing, builds the demo and serves it
# make test    installs what is missing and runs every test
SHELL := /bin/bash
export PATH := $(or $(CARGO_HOME),$(HOME)/.cargo)/bin:$(CURDIR)/tests/e2e/node_modules/.bin:$(PATH)
# Of the demo as it is served, and of the demo in the end-to-end tests, whose embed build is served one port further.
PORT ?= 8080
export HASHIYA_PORT ?= 8377

# Stops with one sentence where a port is taken, before minutes of building: $(call need-port,PORT,how to choose another).
need-port = @if (exec 3<>/dev/tcp/127.0.0.1/$(1)) 2>/dev/null; then \
  echo "make: port $(1) is taken; choose another one: $(2)" >&2; exit 1; fi

.PHONY: serve test test-rust test-e2e demo size bench pack lint screenshots tools browser serve-port test-ports

# What builds need, and what tests, lints and pictures need beyond it.
tools:
	@.ci/setup build
browser:
	@.ci/setup test

serve: serve-port tools
	@echo "serve: building; the demo will be at http://127.0.0.1:$(PORT)/"
	@trunk serve --release --port $(PORT)

serve-port:
	$(call need-port,$(PORT),make serve PORT=8081)

test: test-ports browser test-rust test-e2e

test-ports:
	$(call need-port,$(HASHIYA_PORT),make test HASHIYA_PORT=8477)
	$(call need-port,$(shell echo $$(($(HASHIYA_PORT) + 1))),make test HASHIYA_PORT=8477)

# The pure half with the command line, then the components rendered natively.
test-rust:
	cargo test --quiet --no-default-features --features cli
	cargo test --quiet --features ssr --test components

test-e2e: test-ports browser demo
	.ci/size
	cd tests/e2e && npx playwright test

demo: tools
	trunk build --release

# Size of the embed build against its budget.
size: tools
	@.ci/size

# Speed of the engine natively and of the page in Chromium, as ratios of their limits.
bench: browser demo
	cargo bench --quiet --profile native --no-default-features --features cli
	cd tests/e2e && node bench.mjs

# The language packs and the lexicons of the rehearsals from their tables.
pack: PACK = cargo run --quiet --no-default-features --features cli --bin hashiya -- pack
pack: DATA = src/lang/data
pack:
	for lang in ar en; do \
	  $(PACK) --lang $$lang --out www/packs/$$lang.pack; \
	  $(PACK) --lang $$lang --words-of $(DATA)/rehearsal.$$lang.txt --out $(DATA)/rehearsal.$$lang.lexicon; \
	done

lint: browser
	cargo fmt --check
	cargo clippy --quiet --no-default-features --features cli --all-targets -- -D warnings
	cargo clippy --quiet --features ssr --all-targets -- -D warnings
	cargo clippy --quiet --target wasm32-unknown-unknown --lib --bin demo -- -D warnings

# The pictures of the README.
screenshots: browser demo
	cd tests/e2e && node screenshots.mjs
