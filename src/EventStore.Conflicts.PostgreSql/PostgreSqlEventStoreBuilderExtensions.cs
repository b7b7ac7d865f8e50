using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.PostgreSql;
using Npgsql;

namespace EventStore.Conflicts;

/// <summary>Chooses PostgreSQL as the engine of a store.</summary>
public static class PostgreSqlEventStoreBuilderExtensions
{
    /// <summary>Keeps events in a PostgreSQL database, through a data source of the host's own, which stays open when the store is disposed.</summary>
    /// <param name="builder">The store being configured.</param>
    /// <param name="dataSource">Where to connect to. Of several hosts the primary is used.</param>
    /// <param name="configure">Sets options.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="dataSource"/> is null.</exception>
    /// <exception cref="EventStoreConfigurationException">An option is out of its bounds, or an engine was chosen already.</exception>
    public static EventStoreBuilder UsePostgreSql(this EventStoreBuilder builder, NpgsqlDataSource dataSource, Action<PostgreSqlOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dataSource);
        var options = Configured(configure);
        return builder.UseStorage(services => PostgreSqlEventStorage.Open(dataSource, owns: false, options, services));
    }

    /// <summary>Keeps events in a PostgreSQL database, through a data source of the host's container, which stays open when the store is disposed.</summary>
    /// <param name="builder">The store being configured, within <c>AddEventStore</c>.</param>
    /// <param name="dataSource">
    /// Takes the data source from the container, for example <c>services => services.GetRequiredService&lt;NpgsqlDataSource&gt;()</c>. Called once, when the store is opened, and what
    /// it throws is thrown then.
    /// </param>
    /// <param name="configure">Sets options.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="dataSource"/> is null.</exception>
    /// <exception cref="EventStoreConfigurationException">
    /// An option is out of its bounds, or an engine was chosen already. When the store is opened: <paramref name="dataSource"/> returned null, or there is no container.
    /// </exception>
    public static EventStoreBuilder UsePostgreSql(
        this EventStoreBuilder builder, Func<IServiceProvider, NpgsqlDataSource> dataSource, Action<PostgreSqlOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dataSource);
        var options = Configured(configure);
        return builder.UseStorage(services => PostgreSqlEventStorage.Open(Take(dataSource, services.Container), owns: false, options, services));
    }

    /// <summary>Keeps events in a PostgreSQL database. The store has a data source of its own.</summary>
    /// <param name="builder">The store being configured.</param>
    /// <param name="connectionString">A connection string of Npgsql's; several hosts may stand in it, and the primary is used.</param>
    /// <param name="configure">Sets options.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="connectionString"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="connectionString"/> is none. What it says is not repeated: it may hold a password.</exception>
    /// <exception cref="EventStoreConfigurationException">An option is out of its bounds, or an engine was chosen already.</exception>
    public static EventStoreBuilder UsePostgreSql(this EventStoreBuilder builder, string connectionString, Action<PostgreSqlOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var options = Configured(configure);
        var parsed = Parse(connectionString) ?? throw new ArgumentException(
            "This is no connection string with a Host that Npgsql can read. It is not shown, because it may hold a password.", nameof(connectionString));
        return builder.UseStorage(services => PostgreSqlEventStorage.Open(
            new NpgsqlDataSourceBuilder(parsed).BuildMultiHost(), owns: true, options, services));
    }

    private static PostgreSqlOptions Configured(Action<PostgreSqlOptions>? configure)
    {
        var options = new PostgreSqlOptions();
        configure?.Invoke(options);
        return options.Validated();
    }

    private static NpgsqlDataSource Take(Func<IServiceProvider, NpgsqlDataSource> dataSource, IServiceProvider? container) =>
        dataSource(container ?? throw new EventStoreConfigurationException(
            "UsePostgreSql was given a function that takes the data source from a container, and there is none. Use AddEventStore, or give the data source itself."))
        ?? throw new EventStoreConfigurationException("The function given to UsePostgreSql returned no data source.");

    private static string? Parse(string connectionString)
    {
        try
        {
            var parsed = new NpgsqlConnectionStringBuilder(connectionString);
            return parsed.Host is { Length: > 0 } ? parsed.ConnectionString : null;
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or InvalidCastException or OverflowException or KeyNotFoundException)
        {
            return null;
        }
    }
}
