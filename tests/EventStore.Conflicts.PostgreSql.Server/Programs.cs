using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace EventStore.Conflicts.PostgreSql.Server;

/// <summary>The programs of PostgreSQL and PgBouncer, where they are installed.</summary>
public static partial class Programs
{
    private const int OldestVersion = 15;

    private static IEnumerable<string> OnPath => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);

    /// <summary>The folder of the first PostgreSQL on the PATH that is recent enough, then of Debian's newest; null where there is none.</summary>
    public static string? FindPostgreSql() => FindPostgreSql([.. OnPath, .. DebianFolders("/usr/lib/postgresql")]);

    /// <summary>The first of <paramref name="folders"/> that holds a whole PostgreSQL 15 or later, or links to one.</summary>
    public static string? FindPostgreSql(IEnumerable<string> folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        return folders.Select(folder => Path.Combine(folder, "postgres")).Where(File.Exists)
            .Select(program => Path.GetDirectoryName(File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program)!)
            .FirstOrDefault(folder => IsWhole(folder) && Version(Path.Combine(folder, "postgres")) >= OldestVersion);
    }

    /// <summary>The program on the PATH, or where Debian puts it; null where there is none.</summary>
    internal static string? FindPgBouncer() => OnPath.Append("/usr/sbin").Select(folder => Path.Combine(folder, "pgbouncer")).FirstOrDefault(File.Exists);

    /// <summary>The folders of programs below <paramref name="root"/>, which has one per version: the newest first.</summary>
    public static IEnumerable<string> DebianFolders(string root) => !Directory.Exists(root)
        ? []
        : Directory.GetDirectories(root)
            .Select(folder => (Folder: folder, Version: int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0))
            .OrderByDescending(each => each.Version)
            .Select(each => Path.Combine(each.Folder, "bin"));

    private static bool IsWhole(string folder) =>
        Array.TrueForAll(["initdb", "pg_ctl", "pg_basebackup"], program => File.Exists(Path.Combine(folder, program)));

    private static int Version(string postgres)
    {
        using var process = Process.Start(new ProcessStartInfo(postgres, ["--version"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var said = MajorVersion().Match(process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        return said.Success ? int.Parse(said.Groups["major"].Value, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex(@"\(PostgreSQL\) (?<major>\d{1,4})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MajorVersion();
}
