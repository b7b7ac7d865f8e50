using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.Sqlite;

namespace EventStore.Conflicts;

/// <summary>Chooses SQLite as the engine of a store.</summary>
public static class SqliteEventStoreBuilderExtensions
{
    /// <summary>
    /// Keeps events in a SQLite file, in this process. The file is created where there is none, with its schema; beside it stand
    /// <c>-wal</c>, <c>-shm</c> and <c>-lease</c>. One process writes to it.
    /// </summary>
    /// <param name="builder">The store being configured.</param>
    /// <param name="path">A plain path (no URI), relative to the current folder or absolute. Its folder must exist.</param>
    /// <param name="configure">Sets options.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="path"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty, a URI, or something else that is no path of a file.</exception>
    /// <exception cref="EventStoreConfigurationException">An option is out of its bounds, or an engine was chosen already.</exception>
    public static EventStoreBuilder UseSqlite(this EventStoreBuilder builder, string path, Action<SqliteOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new SqliteOptions();
        configure?.Invoke(options);
        options = options.Validated();
        var file = DatabasePath.Check(path);
        return builder.UseStorage(services => SqliteEventStorage.Open(file, options, services.TimeProvider));
    }
}
