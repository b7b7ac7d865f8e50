using System.Runtime.CompilerServices;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>
/// Which names a schema may have. They are the only text that stands in statements without being a parameter, so only what needs no escaping is let through.
/// </summary>
internal static class SchemaName
{
    private const int MaxLength = 48;

    /// <summary>Null where <paramref name="name"/> is allowed; otherwise what is wrong with it.</summary>
    internal static string? Problem(string? name) => name switch
    {
        null or "" => "it is empty",
        { Length: > MaxLength } => $"it has {name.Length} characters; {MaxLength} are allowed",
        _ when name[0] is not (>= 'a' and <= 'z') => "it must begin with a letter from a to z",
        _ when name.Any(each => each is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '_')) => "only a to z, 0 to 9 and _ are allowed in it",
        _ when name.StartsWith("pg_", StringComparison.Ordinal) || name is "information_schema" => "PostgreSQL keeps it for itself",
        _ => null,
    };

    internal static string Check(string name, [CallerArgumentExpression(nameof(name))] string parameter = "")
    {
        ArgumentNullException.ThrowIfNull(name, parameter);
        return Problem(name) is not { } problem
            ? name
            : throw new ArgumentException($"'{name}' cannot be the name of the schema: {problem}.", parameter);
    }
}
