namespace EventStore.Conflicts.Testing;

/// <summary>What one order of two events ended in. Immutable.</summary>
/// <param name="State">The state; null where something was thrown.</param>
/// <param name="BrokenInvariants">The names of the invariants that don't hold of it.</param>
/// <param name="Thrown">What the fold or an invariant threw, if anything.</param>
public sealed record OrderResult(object? State, IReadOnlyList<string> BrokenInvariants, Exception? Thrown)
{
    internal bool IsSound => Thrown is null && BrokenInvariants.Count == 0;

    internal static string Breaks(IEnumerable<string> invariants) => $"breaks {string.Join(" and ", invariants.Select(name => $"\"{name}\""))}";

    /// <summary>What isn't sound, as a half-sentence.</summary>
    internal string Failure => Thrown is null ? Breaks(BrokenInvariants) : $"throws {Thrown.GetType().Name}: {Thrown.Message}";

    internal string Describe(Func<object?, string> print) =>
        IsSound ? print(State) : Thrown is null ? $"{print(State)}, which {Failure}" : Failure;
}
