# make serve   installs what is missing, builds the demo and serves it
# make test    installs what is missing and runs every test
SHELL := /bin/bash
export PATH := $(or $(CARGO_HOME),$(HOME)/.cargo)/bin:$(CURDIR)/tests/e2e/node_modules/.bin:$(PATH)
# Of the demo as it is served, and of the demo in the end-to-end tests, whose embed build is served one port further.
PORT ?= 8080
export HASHIYA_PORT ?= 8377
# Annotated and raw text to learn from and to measure on; it is no part of the project.
export CORPORA ?= ../shared/corpora
# The tables of the packs, which what is learned for them becomes a part of.
DATA ?= src/lang/data
BUILT = $(or $(CARGO_TARGET_DIR),target)
# The command line built for speed, where what it does takes long.
export HASHIYA ?= $(BUILT)/native/hashiya
# Raw text of the corpora, unpacked.
RAW.ar = target/raw/ant-v2.ar.jsonl
RAW.en = target/raw/abc-brown.en.txt

# Stops with one sentence where a port is taken, before minutes of building: $(call need-port,PORT,how to choose another).
need-port = @if (exec 3<>/dev/tcp/127.0.0.1/$(1)) 2>/dev/null; then \
  echo "make: port $(1) is taken; choose another one: $(2)" >&2; exit 1; fi

.DELETE_ON_ERROR:
.PHONY: serve demo-cms test test-rust test-fuzz test-e2e fuzz fuzz-corpus mutants demo size bench bench-tagging measures anchoring standards \
  quotes quotes-benchmark checks pack clusters train train-anchoring train-benchmark lint screenshots \
  tools browser native corpora serve-port test-ports

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

# A CMS with sample articles, logged in: `make demo-cms CMS=decap`, wagtail or wordpress.
demo-cms: serve-port size
	@PORT=$(PORT) node tests/e2e/cms/demo.mjs '$(CMS)'

test: test-ports browser test-rust test-fuzz test-e2e

test-ports:
	$(call need-port,$(HASHIYA_PORT),make test HASHIYA_PORT=8477)
	$(call need-port,$(shell echo $$(($(HASHIYA_PORT) + 1))),make test HASHIYA_PORT=8477)

# The pure half with the command line, then the components rendered natively.
test-rust:
	cargo test --quiet --no-default-features --features cli
	cargo test --quiet --features ssr --test components

# Each target of tests/fuzz from its corpus, with as many inputs as it reads in some ten seconds: the same ones every time.
test-fuzz: fuzz-build
	@rm -rf $(BUILT)/fuzz/short
	$(foreach target,$(FUZZ),$(call fuzz,$(target),$(BUILT)/fuzz/short/$(target),-seed=1 -runs=$(or $(RUNS.$(target)),20000)))
RUNS.brat = 10000
RUNS.glossary = 2000
RUNS.html = 5000
RUNS.markdown = 5000
RUNS.pack = 10000

# Fuzzing for SECONDS a target, all of them or TARGET alone. What is found is told, with how to see it again; inputs that reach what
# none reached before gather in the folder fuzz of what is built, and `make fuzz-corpus` takes up the few that reach the most.
SECONDS ?= 3600
fuzz: fuzz-build
	$(foreach target,$(or $(TARGET),$(FUZZ)),$(call fuzz,$(target),$(BUILT)/fuzz/new/$(target),-max_total_time=$(SECONDS)))

fuzz-corpus: fuzz-build
	$(foreach target,$(or $(TARGET),$(FUZZ)),$(call fuzz-corpus,$(target)))

fuzz-build: browser
	@$(CARGO_FUZZ) build $(FUZZ_FLAGS)

FUZZ = $(sort $(basename $(notdir $(wildcard tests/fuzz/targets/*.rs))))
# The crate has no unsafe code that a sanitizer could look after. The pinned compiler has the flags of nightly ones.
CARGO_FUZZ = RUSTC_BOOTSTRAP=1 cargo fuzz
FUZZ_FLAGS = --fuzz-dir tests/fuzz --target-dir $(abspath $(BUILT)/fuzz/build) --sanitizer none --no-trace-compares --codegen-units 16
# Inputs follow from one another by what each reaches, and hash tables are seeded with addresses too: where the machine allows it those
# are always the same ones.
STEADY = $(shell setarch -R true 2>/dev/null && echo setarch -R)
# $(call fuzz,TARGET,FOLDER FOR NEW INPUTS,OPTIONS); what asks for more than 4 GB of memory is refused it, and so found.
define fuzz
@mkdir -p $(2)
@ulimit -v 4194304; RUSTC_BOOTSTRAP=1 $(STEADY) cargo fuzz run $(FUZZ_FLAGS) $(1) $(abspath $(2) tests/fuzz/corpus/$(1)) -- -timeout=10 -rss_limit_mb=2048 \
  -max_len=8192 $(patsubst %,-dict=%,$(abspath $(wildcard tests/fuzz/targets/$(1).dict))) -verbosity=0 -print_final_stats=1 $(3)

endef
define fuzz-corpus
@.ci/fuzz-corpus.mjs $(BUILT)/fuzz/build/*/release/$(1) tests/fuzz/corpus/$(1) $(BUILT)/fuzz/new/$(1)

endef

test-e2e: test-ports browser demo
	.ci/size
	node www/examples/build.mjs dist-embed
	cd tests/e2e && npx playwright test

# The examples of the W3C Web Annotation Data Model through the command line and back, equal after canonicalisation.
STANDARDS ?= ../shared/standards
standards: browser native
	@node tests/e2e/standards.mjs $(HASHIYA) $(STANDARDS)/web-annotation

# Each guard against hostile input taken away: a test has to turn red. `make mutants GUARD=height` for those of that name.
mutants: browser
	@cd tests/e2e && node mutants.mjs '$(GUARD)'

demo: tools
	trunk build --release

# Size of the embed build against its budget.
size: tools
	@.ci/size

# Speed of the engine natively and of the page in Chromium, as ratios of their limits.
# Long texts are real where the corpora are at hand.
bench: browser demo size native bench-tagging $(if $(wildcard $(CORPORA)),$(RAW.ar) $(RAW.en))
	$(BENCH) --bench engine --bench glossary --bench anchoring
	$(BENCH) --bench pipeline
	cd tests/e2e && node bench.mjs
	cd tests/e2e && node highlighting.mjs $(abspath $(HASHIYA))
	cd tests/e2e && node keystroke.mjs $(if $(wildcard $(CORPORA)),$(abspath $(RAW.ar) $(RAW.en)))
	cd tests/e2e && node cms/wagtail/painted.mjs

BENCH = cargo bench --quiet --profile native --no-default-features --features cli

# Speed of the tagger natively and in Chromium, as ratios of its limits, and beside what else tags names in a page.
bench-tagging: browser native
	@$(BENCH) --bench tagging
	@cargo build --quiet --release --example tagging --target wasm32-unknown-unknown
	@.ci/bind $(BUILT)/wasm32-unknown-unknown/release/examples/tagging.wasm $(BUILT)/tagging tagging
	@node tests/e2e/tagging.mjs $(BUILT)/tagging

# How right the tagger is and how fast, on all there is to measure it on.
measures: browser native
	@.ci/measures
	@$(MAKE) --no-print-directory bench-tagging

# Who says what, and where it comes from: against the annotated quotes of both languages, the verdicts of judges and the real
# story, and what it costs beside the entities alone.
quotes: corpora native $(RAW.ar) $(RAW.en)
	@node .ci/with-text.mjs tests/judged/ant-quotes.jsonl $(RAW.ar) > target/raw/ant-quotes.jsonl
	@for gold in $(CORPORA)/quotes-ar/dev.jsonl target/raw/ant-quotes.jsonl $(CORPORA)/quotes-en/polnear-dev.jsonl; do \
	  echo; echo "eval quotes $$gold"; $(HASHIYA) eval quotes --pack www/packs/ar.pack --pack www/packs/en.pack $$gold; \
	done
	@echo; echo "speakers of quotes in quotation marks, and of others, by judges (tests/judged/quotes.tsv)"
	@awk -F'\t' '$$6 == "speaker" { kind = $$3 == "indirect" ? "others" : "in marks"; all[kind " " $$8]++ } \
	  END { for (key in all) print "  " key, all[key] }' tests/judged/quotes.tsv | sort
	@cargo test --quiet --no-default-features --features cli --test real_story
	@$(BENCH) --bench pipeline -- news '100 kB'

# The alarms of the desk's checks in articles drawn by a seed, against the verdicts on them.
checks: corpora native $(RAW.ar)
	@node .ci/checks.mjs $(HASHIYA) tests/judged/checks.tsv $(RAW.ar)

# How often passages are found again after edits, and whether anything else is found in their place: 10,000 trials on each kind of text.
anchoring: SEED = 1
anchoring: native $(RAW.ar) $(RAW.en)
	@for kind in 'news $(RAW.ar)' 'news $(RAW.en)' list; do \
	  for positions in '' --without-positions; do \
	    echo; echo "eval anchoring --seed $(SEED) $$positions --kind $$kind"; \
	    $(HASHIYA) eval anchoring --seed $(SEED) $$positions --kind $$kind; \
	  done; \
	done

# The numbers by which the judge of places decides, learnt from such trials by other seeds; its file has them then.
train-anchoring: native $(RAW.ar) $(RAW.en)
	$(HASHIYA) train-anchoring --judge src/exchange/anchor/approximate/judge.rs $(RAW.ar) $(RAW.en)

# PolNeAR's attributions by a tagger that learns them from its training part, to compare: sources as PER, cues as ORG, contents
# as LOC. It takes a quarter of an hour; the weights may not be shipped.
quotes-benchmark: corpora native
	@mkdir -p $(BENCHMARK)
	for part in train dev; do \
	  node .ci/attributions.mjs $(CORPORA)/quotes-en/polnear-$$part.jsonl > $(BENCHMARK)/polnear-$$part.tsv; \
	done
	$(HASHIYA) pack --lang en --data $(DATA) --untrained --out $(BENCHMARK)/polnear.base.pack
	$(HASHIYA) train --lang en --pack $(BENCHMARK)/polnear.base.pack --features 200000 --out $(BENCHMARK)/polnear.weights \
	  $(BENCHMARK)/polnear-train.tsv
	$(HASHIYA) pack --lang en --data $(DATA) --weights $(BENCHMARK)/polnear.weights --out $(BENCHMARK)/polnear.pack
	$(HASHIYA) eval ner --lang en --pack $(BENCHMARK)/polnear.pack $(BENCHMARK)/polnear-dev.tsv

native:
	@cargo build --quiet --profile native --no-default-features --features cli --bin hashiya

corpora:
	@[ -d '$(CORPORA)' ] || { echo "make: there is no folder $(CORPORA); name that of the corpora with CORPORA=FOLDER" >&2; exit 1; }

# Raw text as the commands read it.
target/raw/%: | corpora
	@mkdir -p $(@D)
	xz -dc '$(CORPORA)/raw/$*.xz' > $@


# The clusters of words that the packs hold.
clusters: corpora native $(RAW.ar) $(RAW.en)
	$(HASHIYA) cluster --lang en --out $(DATA)/clusters.en.tsv $(RAW.en)
	$(HASHIYA) cluster --lang ar --rounds 6 --out $(DATA)/clusters.ar.tsv $(RAW.ar)

# What both trainings of a language have in common: $(call learn,LANG,FOLDER FOR THE PACK WITHOUT WEIGHTS,WEIGHTS TO WRITE,TEXT).
LEARN.ar = --features 50000 --unlabelled $(RAW.ar)
LEARN.en = --features 60000
define learn
mkdir -p $(2)
$(HASHIYA) pack --lang $(1) --data $(DATA) --untrained --out $(2)/$(1).base.pack
$(HASHIYA) train --lang $(1) --pack $(2)/$(1).base.pack $(LEARN.$(1)) --out $(3) $(4)
endef
rows = $(CORPORA)/ner-$(1)/$(2).tsv

# The weights that the packs hold, from all annotated text that may be shipped; `make pack` puts them in.
train: corpora native $(RAW.ar)
	$(call learn,ar,target/train,$(DATA)/tagger.ar.weights,--beside $(call rows,ar,aqmar-train) \
	  --beside $(call rows,ar,wojood-sample-train) $(call rows,ar,anercorp-train))
	$(call learn,en,target/train,$(DATA)/tagger.en.weights,--beside $(call rows,en,wikigold-train) \
	  --beside $(call rows,en,ewt-train) $(call rows,en,conll2003-train))

# Taggers to compare with what others publish, from the training part of one corpus alone, and how right they are on its dev part.
train-benchmark: corpora native $(RAW.ar)
	$(call benchmark,ar,anercorp)
	$(call benchmark,en,conll2003)

BENCHMARK = target/benchmark
define benchmark
$(call learn,$(1),$(BENCHMARK),$(BENCHMARK)/$(1).weights,$(call rows,$(1),$(2)-train))
$(HASHIYA) pack --lang $(1) --data $(DATA) --weights $(BENCHMARK)/$(1).weights --out $(BENCHMARK)/$(1).pack
$(HASHIYA) eval ner --lang $(1) --pack $(BENCHMARK)/$(1).pack $(call rows,$(1),$(2)-dev)
endef

# The language packs and those of the rehearsals from their tables.
pack: PACK = cargo run --quiet --no-default-features --features cli --bin hashiya -- pack
pack:
	for lang in ar en; do \
	  $(PACK) --lang $$lang --data $(DATA) --out www/packs/$$lang.pack; \
	  $(PACK) --lang $$lang --data $(DATA) --words-of $(DATA)/rehearsal.$$lang.txt --out www/packs/rehearsal.$$lang.pack; \
	done

lint: browser
	cargo fmt --check
	cargo fmt --check --manifest-path tests/fuzz/Cargo.toml
	cargo clippy --quiet --no-default-features --features cli --all-targets -- -D warnings
	cargo clippy --quiet --features ssr --all-targets -- -D warnings
	cargo clippy --quiet --target wasm32-unknown-unknown --lib --bin demo -- -D warnings
	cargo clippy --quiet --target wasm32-unknown-unknown --lib --no-default-features --features formats-module -- -D warnings

# The pictures of the README.
screenshots: browser demo
	cd tests/e2e && node screenshots.mjs
