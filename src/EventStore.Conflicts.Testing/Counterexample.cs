using EventStore.Conflicts.Testing.Printing;

namespace EventStore.Conflicts.Testing;

/// <summary>Two events, each decided on the same state without seeing the other, that cannot be let through in any order. Immutable.</summary>
public sealed class Counterexample
{
    private readonly Func<object?, string> print;

    internal Counterexample(
        IReadOnlyList<object> history, object? before, object theirs, object mine, OrderResult theirsThenMine, OrderResult mineThenTheirs, Func<object?, string> print)
    {
        (History, Before, Theirs, Mine) = (history, before, theirs, mine);
        (TheirsThenMine, MineThenTheirs) = (theirsThenMine, mineThenTheirs);
        this.print = print;
    }

    /// <summary>The events that led to <see cref="Before"/>, the first one first.</summary>
    public IReadOnlyList<object> History { get; }

    /// <summary>The state that both were decided on.</summary>
    public object? Before { get; }

    /// <summary>The event that was committed meanwhile.</summary>
    public object Theirs { get; }

    /// <summary>The incoming event.</summary>
    public object Mine { get; }

    /// <summary>What a registry that admits mine ends in.</summary>
    public OrderResult TheirsThenMine { get; }

    /// <summary>What the other order ends in.</summary>
    public OrderResult MineThenTheirs { get; }

    /// <summary>What is wrong, as a half-sentence whose subject is the pair.</summary>
    private string Reason
    {
        get
        {
            var broken = TheirsThenMine.BrokenInvariants.Union(MineThenTheirs.BrokenInvariants, StringComparer.Ordinal).ToList();
            return (TheirsThenMine.Thrown ?? MineThenTheirs.Thrown) is not null ? "throws"
                : broken.Count > 0 ? OrderResult.Breaks(broken)
                : "ends in different states";
        }
    }

    /// <summary>For people: what is wrong, and the story: the state, both events, both results.</summary>
    public override string ToString() => Story.Tell(
        $"{Reason}:",
        ("reached by", Story.Events(History, print)),
        ("before", print(Before)),
        ("theirs", print(Theirs)),
        ("mine", print(Mine)),
        ("theirs, then mine", TheirsThenMine.Describe(print)),
        ("mine, then theirs", MineThenTheirs.Describe(print)));
}
