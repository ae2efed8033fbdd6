# Everything starts here. `make demo` answers a recorded caller, `make test`
# runs the tests; both do all set-up themselves and can be run again at any time.

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT_BUILD = swift build --explicit-target-dependency-import-check error
SWIFT_TEST = swift test --disable-xctest
RELEASE = .build/release/tongdai
RECORDINGS = out/recordings

.PHONY: all demo test lint sanitize live check bench look setup setup-test setup-look build fixtures install uninstall clean

all: build

setup:
	@scripts/setup run

setup-test:
	@scripts/setup test

setup-look:
	@scripts/setup look

build: setup
	$(SWIFT_BUILD) -c release --product tongdai

# A recorded caller with six turns is answered; the transcript goes by, the
# recording can be played.
demo: build
	@mkdir -p $(RECORDINGS)
	$(RELEASE) replay audio-fixtures/scenarios/six-turns.json --recordings $(RECORDINGS)

# The command tests run the release, with the machine to themselves.
test: setup-test build
	$(SWIFT_BUILD) --build-tests
	$(SWIFT_TEST) --skip-build --skip CommandTests
	$(SWIFT_TEST) --skip-build --filter CommandTests

lint:
	swift format lint --strict -r Package.swift Sources Tests

# The thread sanitizer watches the pipeline, the call, and a service with 20 callers;
# the address sanitizer the parsers, the encoder and the edges.
sanitize: setup-test
	$(SWIFT_TEST) --scratch-path .build/thread --sanitize=thread \
	    --filter 'PipelineTests|CallFlowTests|TranscriptTests|SocketLineTests|ServingTests'
	$(SWIFT_TEST) --scratch-path .build/address --sanitize=address \
	    --filter '^(AudioTests|AudioSocketTests|KnowledgeTests|SentenceEncoderTests|SpeakingTests|HearingTests)\.'
	scripts/sanitize-calls

# How soon a reply begins on a live line, in real time: a quarter of a minute a
# caller.
live: setup-test build
	scripts/live-line-test

# Quality over the recorded callers, as numbers.
check: build
	$(RELEASE) check --fixtures audio-fixtures --times 4 --goals audio-fixtures/goals.json

bench: build
	$(RELEASE) bench

# Pictures of the report and of the monitor, to be looked at; it fails when the page
# complains to a browser or asks for anything. Chromium is too large for every run of
# the tests: run this after a change of what is seen.
look: setup-look build
	@rm -rf out/look
	scripts/make-log --output out/look/log --lines 20000 --days 14 --hostile
	$(RELEASE) report out/look/log -o out/look/report.html
	scripts/look-at-report out/look/report.html out/look/report
	scripts/look-at-monitor --program $(RELEASE) --output out/look/monitor

# Speaks the recorded callers anew, from audio-fixtures/callers.*.
fixtures:
	@scripts/setup fixtures
	scripts/make-fixtures

install: build
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/tongdai $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 $(RELEASE) $(DESTDIR)$(PREFIX)/bin/tongdai
	rm -rf $(DESTDIR)$(PREFIX)/share/tongdai/models
	cp -R models $(DESTDIR)$(PREFIX)/share/tongdai/
	install -m 644 docs/tongdai.1 $(DESTDIR)$(PREFIX)/share/man/man1/tongdai.1

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/tongdai $(DESTDIR)$(PREFIX)/share/man/man1/tongdai.1
	rm -rf $(DESTDIR)$(PREFIX)/share/tongdai

clean:
	rm -rf .build out
