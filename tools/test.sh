#!/usr/bin/env bash
# Everything that must be green, from a clean checkout: installs and compiles, then types, lint, generated files, dead
# code, unit tests, and the short end-to-end set with real daemons. The last line counts.
set -uo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
cd -- "$root" || exit 3
bin=$root/node_modules/.bin
results=$(mktemp -d)
trap 'rm -rf -- "$results"' EXIT
passed=0
failed=0

# step NAME COMMAND…: one check, counted as one test.
step() {
  local name=$1 start=$SECONDS
  shift
  printf '\n== %s\n' "$name"
  if "$@"; then
    passed=$((passed + 1))
    printf '== %s: fine (%s s)\n' "$name" $((SECONDS - start))
  else
    failed=$((failed + 1))
    printf '== %s: FAILED (%s s)\n' "$name" $((SECONDS - start))
    return 1
  fi
}

# tests PROJECT: one project of vitest, each of its tests counted.
tests() {
  local project=$1 report=$results/$1.json counts
  shift
  printf '\n== %s tests\n' "$project"
  "$bin/vitest" run --project "$project" "$@" --reporter=default --reporter=json --outputFile.json="$report"
  local status=$?
  counts=$(node -p '
    const report = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))
    const broken = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0)
    ;[report.numPassedTests, report.numFailedTests + broken.length].join(" ")' "$report" 2>/dev/null) || counts='0 1'
  passed=$((passed + ${counts% *}))
  failed=$((failed + ${counts#* }))
  # A run that ends badly without a failed test has failed, too.
  if [ "$status" -ne 0 ] && [ "${counts#* }" = 0 ]; then failed=$((failed + 1)); fi
  return "$status"
}

step 'install and compile' ./hanok --version || exit 3
step types "$bin/tsc" -p .
step 'format and lint' "$bin/biome" ci --colors=off --max-diagnostics=30 .
step 'generated files' "$bin/tsx" tools/generate.ts --check
step 'dead code' "$bin/knip"
tests unit
tests oracle
if [ "${HANOK_SKIP_E2E:-}" = 1 ]; then
  printf '\n== e2e tests: skipped, HANOK_SKIP_E2E is set\n'
else
  # One rehearsal at a time.
  tests e2e --no-file-parallelism
fi

printf '\n%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
