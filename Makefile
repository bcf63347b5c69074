# make serve   installs what is missing, builds the demo and serves it
# make test    installs what is missing and runs every test
SHELL := /bin/bash
export PATH := $(HOME)/.cargo/bin:$(CURDIR)/tests/e2e/node_modules/.bin:$(PATH)
PORT ?= 8080

.PHONY: serve test test-rust test-e2e demo size bench pack lint screenshots

serve:
	@.ci/setup build
	@if (exec 3<>/dev/tcp/127.0.0.1/$(PORT)) 2>/dev/null; then \
	  echo "serve: port $(PORT) is taken; choose another one: make serve PORT=8081" >&2; exit 1; fi
	@echo "serve: building; the demo will be at http://127.0.0.1:$(PORT)/"
	@trunk serve --release --port $(PORT)

test:
	@.ci/setup test
	@$(MAKE) --no-print-directory test-rust test-e2e

# The pure half with the command line, then the components rendered natively.
test-rust:
	cargo test --quiet --no-default-features --features cli
	cargo test --quiet --features ssr --test components

test-e2e: demo
	.ci/size
	cd tests/e2e && npx playwright test

demo:
	trunk build --release

# Size of the embed build against its budget.
size:
	@.ci/setup build
	@.ci/size

# Speed of the engine natively and of the page in Chromium, as ratios of their limits.
bench:
	@.ci/setup test
	cargo bench --quiet --profile native --no-default-features --features cli
	@$(MAKE) --no-print-directory demo
	cd tests/e2e && node bench.mjs

# The language packs from their tables.
pack:
	for lang in ar en; do cargo run --quiet --no-default-features --features cli --bin hashiya -- pack --lang $$lang --out www/packs/$$lang.pack; done

lint:
	cargo fmt --check
	cargo clippy --quiet --no-default-features --features cli --all-targets -- -D warnings
	cargo clippy --quiet --features ssr --all-targets -- -D warnings
	cargo clippy --quiet --target wasm32-unknown-unknown --lib --bin demo -- -D warnings

# The pictures of the README.
screenshots: demo
	cd tests/e2e && node screenshots.mjs
