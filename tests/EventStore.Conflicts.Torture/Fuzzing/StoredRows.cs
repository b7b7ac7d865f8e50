using EventStore.Conflicts.Torture.Places;
using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Fuzzing;

/// <summary>A small store one cell of which somebody changes while it is closed; then it is opened, and everything in it is used.</summary>
internal abstract class StoredRows : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);

    /// <summary>For an engine that has rows; null for one that has none.</summary>
    internal static async Task<StoredRows?> OfAsync(string engine) => engine switch
    {
        "sqlite" => await SqliteRows.CreateAsync(new SqlitePlace()),
        "postgresql" => await PostgreSqlRows.CreateAsync(new PostgreSqlPlace()),
        _ => null,
    };

    /// <summary>One case: what the change was, and how often a call refused to go on.</summary>
    /// <exception cref="FailedSeedException">It ended in what it must not end in; the message says the case.</exception>
    internal async Task<int> RunAsync(int seed)
    {
        var text = new WildText(seed);
        var change = "nothing";
        try
        {
            change = await ChangeAsync(text);
            var refused = await TourAsync().WaitAsync(Bound);
            await UndoAsync();
            return refused;
        }
        catch (Exception wrong)
        {
            throw new FailedSeedException(seed, $"a store with {change}", wrong);
        }
    }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>Changes one cell to what the database lets it be; says which and to what.</summary>
    protected abstract Task<string> ChangeAsync(WildText text);

    /// <summary>Makes everything as it was.</summary>
    protected abstract Task UndoAsync();

    /// <summary>Where the store that was changed is opened.</summary>
    protected abstract Storage.IEventStorage Open();

    private async Task<int> TourAsync()
    {
        Storage.IEventStorage storage;
        try
        {
            storage = Open();
        }
        catch (EventStoreException)
        {
            return 1;
        }

        await using var closing = storage;
        return await Tour.RunAsync(storage);
    }
}
