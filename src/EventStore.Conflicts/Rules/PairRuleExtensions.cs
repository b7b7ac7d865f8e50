namespace EventStore.Conflicts.Rules;

/// <summary>Short forms of rules about a type and itself.</summary>
public static class PairRuleExtensions
{
    /// <summary>Only events with the same key conflict: <c>ConflictsWithItself().SameBy(each => each.Sku)</c>.</summary>
    /// <param name="rule">The rule of a type with itself.</param>
    /// <param name="key">The key of both events.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="EventStoreConfigurationException">The pair is decided in another way already.</exception>
    public static PairRule<T, T> SameBy<T, TKey>(this PairRule<T, T> rule, Func<T, TKey> key)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.SameBy(key, key);
    }
}
