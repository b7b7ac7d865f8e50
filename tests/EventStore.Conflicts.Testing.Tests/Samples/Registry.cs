using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.Testing.Tests.Samples;

internal static class Registry
{
    internal static ConflictRegistry Of(EventTypeMap types, Action<ConflictRegistryBuilder> declare)
    {
        var rules = new ConflictRegistryBuilder();
        declare(rules);
        return rules.Build(types);
    }
}
