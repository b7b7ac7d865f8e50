using EventStore.Conflicts.Commands;
using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.ContractTests;

/// <summary>The stock of an article, whose events carry absolute figures: an update that is lost shows as a break in the chain.</summary>
public static class Stock
{
    /// <summary>How its events become a figure.</summary>
    public static Fold<int> Fold { get; } = new(0, (stock, @event) => @event is StockChanged changed ? changed.To : stock);

    /// <summary>A decision to change it.</summary>
    public static Func<int, IEnumerable<object>> Change(int by) => stock => [new StockChanged(stock, stock + by)];

    /// <summary>Two changes are combined, unless nothing would be left.</summary>
    public static void Merge(ConflictRegistryBuilder rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        rules.For<StockChanged>().ConflictsWithItself().ResolveWith((mine, theirs) => theirs.To + mine.To - mine.From is >= 0 and var left
            ? Resolution.Replace(new StockChanged(theirs.To, left))
            : Resolution.Conflict);
    }

    /// <summary>Asserts that each change went on from the one before, and that they add up.</summary>
    public static void ShouldBeUnbroken(IEnumerable<RecordedEvent> events, int changes, int sum)
    {
        var chain = events.Select(each => each.Data).OfType<StockChanged>().ToArray();
        chain.Should().HaveCount(changes);
        chain.Aggregate(0, (stock, change) => change.From == stock ? change.To : throw new InvalidOperationException($"{change} follows {stock}."))
            .Should().Be(sum);
    }
}
