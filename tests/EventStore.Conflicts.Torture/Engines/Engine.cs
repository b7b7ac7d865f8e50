using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Torture.Places;

namespace EventStore.Conflicts.Torture.Engines;

/// <summary>A new, empty store of one of the engines, and whatever it needs; both are gone when this is disposed.</summary>
public abstract class Engine : IAsyncDisposable
{
    /// <summary>The names, as they are given on the command line.</summary>
    public static IReadOnlyList<string> Names { get; } = ["memory", .. Place.Engines];

    /// <summary>The engine itself.</summary>
    public abstract IEventStorage Storage { get; }

    /// <summary>Opens one.</summary>
    /// <exception cref="InvalidOperationException">It cannot be opened here; the message says why.</exception>
    public static Engine Open(string name) => name switch
    {
        "memory" => new MemoryEngine(),
        _ => new KeptEngine(Place.Of(name)),
    };

    /// <summary>How many histories it takes to keep it busy, each on streams of its own.</summary>
    public virtual int HistoriesAtOnce => 4;

    /// <summary>What a history is made on, and who goes on in it when several callers could.</summary>
    public virtual (IEventStorage Storage, Schedule Schedule) For(int seed) => (Storage, new ThreadSchedule());

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        await Storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
