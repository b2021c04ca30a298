# make demo   the main job for real, over the shipped examples
# make test   everything that must hold
# make build  bin/factum, one static binary
# make bench  the hot paths, as ratios beside a bare loop in the same run
# make soak   kill -9 a thousand times (KILLS=n), power cuts and faults in full
# make lint   formatting, vet, the walls between the rooms, builds for the other machines
# make fuzz   every parser against made-up input (MINUTES=n each, FUZZ=pattern of names)
export CGO_ENABLED := 0
GO      ?= go
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)

.PHONY: all build demo test bench soak fuzz lint clean generate
all: build

build: | needs-go
	$(GO) build -trimpath -ldflags "-s -w -X factum/record.Build=$(VERSION)" -o bin/factum ./cmd/factum

demo: build
	./bin/factum demo

test: | needs-go
	$(GO) vet ./...
	$(GO) test -timeout 14m ./...
	scripts/score-seed

bench: | needs-go
	scripts/bench

KILLS ?= 1000
soak: build
	FACTUM_LONG=1 $(GO) test -count 1 -timeout 30m -run 'PowerCut|EveryCall|FullDisk|Suspended' ./custody ./cli
	$(GO) run ./internal/soak/run -kills $(KILLS) -factum bin/factum

MINUTES ?= 3
FUZZ ?= .
fuzz: | needs-go
	scripts/fuzz $(MINUTES) '$(FUZZ)'

lint: | needs-go
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo "not gofmt-ed"; exit 1; }
	$(GO) vet ./...
	$(GO) test -run 'TestWalls' ./internal/walls
	scripts/crossbuild

generate: | needs-go
	$(GO) generate ./gazetteer/...

clean:
	rm -rf bin

.PHONY: needs-go
needs-go:
	@command -v $(GO) >/dev/null || { echo "factum is built with Go 1.26 or newer; there is no '$(GO)' on the PATH (see the README)"; exit 1; }
