using EventStore.Conflicts.AspNetCore;
using EventStore.Conflicts.Commands;

namespace Shop;

/// <summary>What became of an edit: the product with all there is of it now, and what others did that its editor had not seen.</summary>
internal sealed record Saved(string Outcome, Product? Product, IEnumerable<EventDescription> Meanwhile)
{
    internal static Saved From(CommandResult<Product?> result, EventDescriptions words) =>
        new(Name(result), result.State, result.PassedOver.Events.Select(words.Describe));

    private static string Name(CommandResult<Product?> result) => result switch
    {
        { Outcome: CommandOutcome.NothingDecided } => "unchanged",
        { Append.Merges.Count: > 0 } => "merged",
        { PassedOver.Count: > 0 } => "admitted",
        _ => "saved",
    };
}
