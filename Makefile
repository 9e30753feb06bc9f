# Vào Sổ. Needs Go alone; make help lists what there is.
SHELL := bash

.PHONY: help run test race bench fuzz lint generate tidy clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 20

run: ## the demo: a made-up year, its progress, and pages on http://127.0.0.1:8021/
	go run ./cmd/vaoso demo

test: ## all tests (installs what is missing: PostgreSQL, Chromium, strace), and what did not run and why
	.ci/install
	go vet ./...
	set -o pipefail; go test -json ./... | go run ./cmd/internal/testsummary

race: ## all tests under the race detector
	go test -race -timeout 30m ./...

bench: ## figures of this machine (half an hour and 15 GB; BENCH="-sizes 100000,1000000" for less; BENCH_JSON=FILE writes them too)
	go run ./cmd/internal/bench $(BENCH)

fuzz: ## half a minute for each decoder of what comes from outside
	@set -e; for p in $$(go list ./...); do \
	  for f in $$(go test -list '^Fuzz' $$p | grep '^Fuzz' || true); do \
	    echo "$$p $$f"; go test -run '^$$' -fuzz "^$$f$$" -fuzztime 30s $$p; done; done

lint: ## golangci-lint, with the reasons in .golangci.yml
	go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0 run

generate: ## the made-up year's files, anew
	go generate ./...

tidy: ## formatting and go.mod
	gofmt -w .
	go mod tidy

clean: ## what the demo and the build left
	rm -rf vaoso-data bin
