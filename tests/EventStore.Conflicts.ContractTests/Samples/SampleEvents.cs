using System.Text;

namespace EventStore.Conflicts.ContractTests;

/// <summary>The events of the tests, and their names.</summary>
public static class SampleEvents
{
    /// <summary>Maps all sample events.</summary>
    public static void Map(EventTypeMapBuilder types)
    {
        ArgumentNullException.ThrowIfNull(types);
        types
            .Map<ClientValueRaised>(ClientValueRaised.TypeName)
            .Map<MeetingNoteAdded>(MeetingNoteAdded.TypeName)
            .Map<PriceChanged>(PriceChanged.TypeName)
            .Map<StockCounted>(StockCounted.TypeName)
            .Map<StockChanged>(StockChanged.TypeName)
            .Map<ArticleDiscontinued>(ArticleDiscontinued.TypeName)
            .Map<Deposited>(Deposited.TypeName)
            .Map<Withdrawn>(Withdrawn.TypeName);
    }

    /// <summary>Somebody raises the client's value.</summary>
    public static NewEvent ARaise(decimal value = 100, Guid? id = null) => new(new ClientValueRaised(value), id);

    /// <summary>Somebody adds a note.</summary>
    public static NewEvent ANote(string note = "They like tea.", Guid? id = null) => new(new MeetingNoteAdded(note), id);

    /// <summary>Somebody changes a price.</summary>
    public static NewEvent APriceChange(decimal price = 9.95m, Guid? id = null, string sku = "tea") => new(new PriceChanged(sku, price), id);

    /// <summary>Somebody counts the stock.</summary>
    public static NewEvent AStockCount(int count = 12, Guid? id = null, string sku = "tea") => new(new StockCounted(sku, count), id);

    /// <summary>The stock changes.</summary>
    public static NewEvent AStockChange(int from, int to, Guid? id = null) => new(new StockChanged(from, to), id);

    /// <summary>An article goes.</summary>
    public static NewEvent ADiscontinuation(Guid? id = null) => new(new ArticleDiscontinued("tea"), id);

    /// <summary>An event without a class.</summary>
    public static NewEvent ARawEvent(string type, string json = "{}", Guid? id = null) => NewEvent.Raw(type, Encoding.UTF8.GetBytes(json), id);

    /// <summary>As many notes, numbered from 1.</summary>
    public static NewEvent[] Notes(int count) => [.. Enumerable.Range(1, count).Select(number => ANote($"{number}"))];
}
