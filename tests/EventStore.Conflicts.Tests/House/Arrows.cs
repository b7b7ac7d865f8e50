using System.Reflection;

namespace EventStore.Conflicts.Tests.House;

/// <summary>Which namespace of the core may use what of the others; a namespace always uses itself.</summary>
internal static class Arrows
{
    private const string Root = Packages.Core;

    internal static readonly IReadOnlyDictionary<string, string[]> Allowed = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [Root] = [],
        [$"{Root}.Rules"] = [Root, $"{Root}.Storage.AppendCondition", $"{Root}.Storage.Verdict"],
        [$"{Root}.Serialization"] = [Root],
        [$"{Root}.Storage"] = [Root],
        [$"{Root}.Storage.InMemory"] = [Root, $"{Root}.Storage"],
        // What is measured is said where it happens, so whoever appends or retries uses it; it looks at nothing but the contract.
        [$"{Root}.Telemetry"] = [Root],
        [$"{Root}.Appending"] = [Root, $"{Root}.Rules", $"{Root}.Serialization", $"{Root}.Storage", $"{Root}.Telemetry"],
        [$"{Root}.Resilience"] = [Root, $"{Root}.Telemetry"],
        [$"{Root}.Commands"] = [Root],
        [$"{Root}.Configuration"] =
            [
                Root, $"{Root}.Appending", $"{Root}.Commands", $"{Root}.Resilience", $"{Root}.Rules", $"{Root}.Serialization", $"{Root}.Storage",
                $"{Root}.Storage.InMemory", $"{Root}.Telemetry",
            ],
        ["Microsoft.Extensions.DependencyInjection"] =
            [Root, $"{Root}.Appending", $"{Root}.Commands", $"{Root}.Configuration", $"{Root}.Resilience", $"{Root}.Rules", $"{Root}.Serialization", $"{Root}.Storage"],
    };

    /// <summary>Every use that <paramref name="allowed"/> (namespace → namespaces or single types) doesn't name.</summary>
    internal static IReadOnlyList<string> Violations(Assembly assembly, IReadOnlyDictionary<string, string[]> allowed) =>
    [
        .. from type in assembly.GetTypes()
           where type.Namespace is not null
           from used in UsedTypes.Of(type)
           where used.Assembly == assembly && used.Namespace is not null && !IsAllowed(type.Namespace!, used, allowed)
           select $"{type.FullName} uses {used.FullName}",
    ];

    private static bool IsAllowed(string user, Type used, IReadOnlyDictionary<string, string[]> allowed) => allowed.GetValueOrDefault(user, []).Append(user)
        .Any(name => string.Equals(name, used.Namespace, StringComparison.Ordinal) || string.Equals(name, used.FullName, StringComparison.Ordinal));
}
