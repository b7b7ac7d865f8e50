# Sourced by .ci/run: what the test runs left in $work/trx, and what must hold of it.

# The sum of one counter over all result files.
counter() {
    { grep -ho '<Counters [^>]*' "$work"/trx/*.trx 2>/dev/null || true; } |
        sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" | awk '{ sum += $1 } END { print sum + 0 }'
}

# The runner writes 0 for skipped tests whatever happened; what is not executed was skipped.
count_tests() {
    local total executed passed
    total=$(counter total) executed=$(counter executed) passed=$(counter passed)
    printf '%s passed, %s failed, %s skipped' "$passed" $((executed - passed)) $((total - executed))
}

# A project that is not in the solution is neither built nor tested, and nobody would notice.
check_solution() {
    local listed project
    listed=$(dotnet sln "$solution" list | tr '\\' '/')
    while IFS= read -r project; do
        grep -qxF "${project#./}" <<<"$listed" || fail "$project is not in $solution."
    done < <(find ./src ./tests ./samples ./benchmarks -name '*.csproj')
}

check_tests() {
    local projects results
    projects=$(find tests -name '*.Tests.csproj' | wc -l)
    results=$(find "$work/trx" -name '*.trx' | wc -l)
    [ "$projects" -eq "$results" ] || fail "$projects test projects, but $results result files: one didn't run."
    [ "$(counter passed)" -gt 0 ] || fail "No test ran."

    # An engine that isn't there must fail the run: skipped tests would say that it works.
    if skipped_tests | grep ' skipped: .*\(PostgreSQL\|PgBouncer\)'; then
        fail "The tests above want an engine that isn't there."
    fi
}

# What the test of the Shop's page looks for: Debian's Chromium, or Google Chrome.
ensure_browser() {
    if [ -x /usr/bin/chromium ] || command -v google-chrome >/dev/null; then
        return
    fi
    command -v apt-get >/dev/null || fail "Chromium is missing, and apt-get to install it. Install Chromium or Google Chrome."
    apt_install chromium
    [ -x /usr/bin/chromium ] || fail "apt-get installed no /usr/bin/chromium."
}

# What the tests of the PostgreSQL engine start.
ensure_postgres() {
    if ! has_postgres; then
        command -v apt-get >/dev/null || fail "PostgreSQL is missing, and apt-get to install it. Install PostgreSQL 15 or later and put 'postgres' on the PATH."
        apt_install postgresql
        has_postgres || fail "apt-get installed no PostgreSQL."
    fi
    if ! has_pgbouncer; then
        command -v apt-get >/dev/null || fail "PgBouncer is missing, and apt-get to install it. Install PgBouncer and put 'pgbouncer' on the PATH."
        apt_install pgbouncer
        has_pgbouncer || fail "apt-get installed no PgBouncer."
    fi
}

has_postgres() {
    local postgres
    for postgres in "$(command -v postgres || true)" /usr/lib/postgresql/*/bin/postgres; do
        [ ! -x "$postgres" ] || [ "$("$postgres" --version | grep -oE '[0-9]+' | head -n 1)" -lt 15 ] || return 0
    done
    return 1
}

has_pgbouncer() {
    [ -x /usr/sbin/pgbouncer ] || command -v pgbouncer >/dev/null
}

apt_install() {
    apt_get update
    apt_get install -y --no-install-recommends "$@"
}

apt_get() {
    local root=""
    [ "$(id -u)" -eq 0 ] || root=sudo
    run $root env DEBIAN_FRONTEND=noninteractive apt-get -qq "$@" >/dev/null
}

# The Shop stays open until it is told to close; it says its address first.
visit_shop() {
    local said pid
    coproc SHOP { exec dotnet run -c Release --no-build --project samples/Shop; }
    pid=$SHOP_PID
    read -r said <&"${SHOP[0]}" || fail "The shop didn't open."
    printf '%s\n' "$said"
    grep -q 'The shop is open at http://' <<<"$said" || fail "The shop didn't say where it is."
    kill "$pid"
    wait "$pid" || true
}

# One line per skipped test, with its reason.
skipped_tests() {
    cat "$work"/trx/*.trx | tr -d '\r\n' | sed 's/<UnitTestResult /\n&/g' | grep 'outcome="NotExecuted"' |
        sed 's/<\/Message>.*//; s/.* testName="\([^"]*\)".*<Message>/\1 skipped: /' || true
}
