# Sourced by .ci/run: the packages in $work/packages, seen from outside the repository.

sqlite_native=SQLitePCLRaw.bundle_e_sqlite3
sqlite_project=src/EventStore.Conflicts.Sqlite/EventStore.Conflicts.Sqlite.csproj
machine=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: *//')

# Builds and runs .ci/consumer in a folder of its own. Its version exists nowhere else and its packages folder is empty, so no older package can stand in
# for a broken one; what others published is taken from the machine's folder where it is there.
use_packages() {
    local id suffix
    for id in EventStore.Conflicts EventStore.Conflicts.Sqlite EventStore.Conflicts.PostgreSql EventStore.Conflicts.Testing EventStore.Conflicts.AspNetCore; do
        for suffix in nupkg snupkg; do
            [ -s "$work/packages/$id.$version.$suffix" ] || fail "dotnet pack made no $id.$version.$suffix."
        done
    done

    mkdir -p "$machine"
    cp .ci/consumer/* "$outside"
    cat >"$outside/nuget.config" <<XML
<configuration>
  <config>
    <add key="globalPackagesFolder" value="$outside/packages" />
  </config>
  <packageSources>
    <add key="packed" value="$work/packages" />
  </packageSources>
  <fallbackPackageFolders>
    <add key="machine" value="$machine" />
  </fallbackPackageFolders>
</configuration>
XML
    run build_consumer
    run use_consumer
}

# The server is one that the tests would start; it ends with the program that holds it.
use_consumer() {
    local said pid
    coproc SERVER { exec dotnet run -c Release --no-build --project tests/EventStore.Conflicts.PostgreSql.Worker; }
    pid=$SERVER_PID
    read -r said <&"${SERVER[0]}" && read -r said <&"${SERVER[0]}" || fail "The server didn't start."
    dotnet "$outside/bin/Consumer.dll" "$outside/consumer.db" "$said"
    kill "$pid"
    wait "$pid" || true
}

build_consumer() (
    unset ArtifactsPath NUGET_PACKAGES
    cd "$outside"
    dotnet build Consumer.csproj -c Release -v q -p:PackedVersion="$version" -o "$outside/bin"
)

# Restoring the consumer has unpacked each package here.
unpacked() {
    printf '%s/packages/%s/%s' "$outside" "${1,,}" "$version"
}

check_package() {
    local id=$1 folder file
    folder=$(unpacked "$id")
    for file in README.md LICENSE "lib/net10.0/$id.dll" "lib/net10.0/$id.xml"; do
        [ -s "$folder/$file" ] || fail "$id: the package holds no $file."
    done
    expect "$id" '<license type="expression">MIT</license>'
    expect "$id" '<readme>README.md</readme>'
    expect "$id" '<repository type="git" [^>]*commit="[0-9a-f]\{40\}"'
    printf '%s %s\n' "$id" "$version"
    sed -n 's/^ *<dependency id="\([^"]*\)" version="\([^"]*\)".*/  \1 \2/p' "$(nuspec "$id")"
}

nuspec() {
    printf '%s/%s.nuspec' "$(unpacked "$1")" "${1,,}"
}

expect() {
    grep -q "$2" "$(nuspec "$1")" || fail "$1: nothing in its nuspec matches $2"
}

check_core_depends_on_no_database() {
    if grep -iE '<dependency id="[^"]*(sql|dapper|npgsql|data\.)' "$(nuspec EventStore.Conflicts)"; then
        fail "EventStore.Conflicts must depend on no database."
    fi
}

# NuGet resolves the lowest allowed version, so the floor that is packed is the SQLite that users get.
check_sqlite_floor() {
    local floor
    floor=$(dotnet msbuild $sqlite_project -getProperty:SqliteNativeVersion)
    expect EventStore.Conflicts.Sqlite "<dependency id=\"$sqlite_native\" version=\"$floor\""
}

# A release gives that version as a property. Whether the package then asks for it is seen by one that exists nowhere but here. Restores the project
# anew, so nothing may be built or packed after it.
check_sqlite_floor_of_a_release() {
    local floor=99.0.0
    run pack_native_stub "$floor"
    run dotnet pack $sqlite_project -c Release -v q -p:NoBuild=true -p:Version="$version" -p:SqliteNativeVersion="$floor" \
        -p:RestoreAdditionalProjectSources="$outside/stub" -p:RestorePackagesPath="$outside/packages" -p:RestoreFallbackFolders="$machine" \
        -p:NuspecOutputPath="$outside/floor" -o "$outside/floor"
    grep -q "<dependency id=\"$sqlite_native\" version=\"$floor\"" "$outside"/floor/*.nuspec ||
        fail "Packed with SqliteNativeVersion=$floor, EventStore.Conflicts.Sqlite doesn't ask for it."
}

pack_native_stub() (
    unset ArtifactsPath
    mkdir -p "$outside/stub"
    cp .ci/native-stub/* "$outside/stub"
    cd "$outside/stub"
    dotnet pack NativeStub.csproj -v q -p:Version="$1" -o .
)
