using System.Text.RegularExpressions;
using EventStore.Conflicts.PostgreSql.Tests.Servers;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Tests;

/// <summary>An administrator runs the script; the application has a role that may do what the script's head says, and no more.</summary>
public abstract partial class RoleTest(OwnServer own) : OwnServerTest(own)
{
    protected const string Password = "just-of-this-role";

    /// <summary>Its name is that of the schema.</summary>
    protected string Role => Schema;

    /// <summary>Makes the role, and a store as the administrator; gives the role what the head of the script says.</summary>
    protected async Task GrantAsync()
    {
        var script = PostgreSqlEventStorage.GetSchemaScript(Schema);
        var grants = Grant().Matches(script).Select(each => each.Groups["statement"].Value.Replace(" application;", $" {Role};", StringComparison.Ordinal));
        await ExecuteAsync(script);
        await ExecuteAsync($"create role {Role} login password '{Password}'; {string.Concat(grants)}");
    }

    /// <summary>A data source of the role.</summary>
    protected NpgsqlDataSource ConnectAsRole(Action<NpgsqlConnectionStringBuilder>? configure = null) => Connect(address =>
    {
        (address.Username, address.Password) = (Role, Password);
        configure?.Invoke(address);
    });

    protected async Task<IEventStore> OpenAsRoleAsync()
    {
        await GrantAsync();
        return OpenStore(host: ConnectAsRole());
    }

    protected override async Task CleanUpAsync()
    {
        await base.CleanUpAsync();
        await ExecuteAsync($"do $$ begin if to_regrole('{Role}') is not null then drop owned by {Role}; end if; end $$; drop role if exists {Role}");
    }

    [GeneratedRegex("^--   (?<statement>GRANT .+?;)", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Grant();
}
