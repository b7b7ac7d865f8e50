using System.Collections.Immutable;
using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.Testing.Tests.Samples;

internal sealed record ItemAdded(string Item);

internal sealed record ItemRemoved(string Item);

internal sealed record Cart(ImmutableSortedSet<string> Items)
{
    internal static Cart Evolve(Cart cart, object @event) => @event switch
    {
        ItemAdded added => new Cart(cart.Items.Add(added.Item)),
        ItemRemoved removed => new Cart(cart.Items.Remove(removed.Item)),
        _ => cart,
    };
}

/// <summary>A set of items: an item can be added again, and is removed where it is there.</summary>
internal static class Carts
{
    internal static EventTypeMap Types { get; } = new EventTypeMapBuilder().Map<ItemAdded>("item-added").Map<ItemRemoved>("item-removed").Build();

    internal static AggregateModel<Cart> Model(int items = 10) => new AggregateModel<Cart>(Types, () => new Cart([]), Cart.Evolve)
        .ComparedBy(EqualityComparer<Cart>.Create((one, other) => one!.Items.SetEquals(other!.Items)))
        .Decides<ItemAdded>((_, random) => new ItemAdded($"item {random.Next(items)}"))
        .Decides<ItemRemoved>((cart, random) => cart.Items.Count > 0 ? new ItemRemoved(cart.Items[random.Next(cart.Items.Count)]) : null);

    internal static ConflictRegistry AddingAfterRemoving() => Registry.Of(Types, rules => rules.For<ItemAdded>().CompatibleOnlyWith<ItemRemoved>());
}
