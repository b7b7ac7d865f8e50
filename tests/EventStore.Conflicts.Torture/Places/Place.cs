using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Torture.Places;

/// <summary>Where one store after the other is opened, each with what the one before left. It is gone when this is disposed.</summary>
internal abstract class Place : IAsyncDisposable
{
    /// <summary>The engines that keep what they hold.</summary>
    internal static IReadOnlyList<string> Engines { get; } = ["sqlite", "postgresql"];

    /// <summary>A new, empty one.</summary>
    internal static Place Of(string engine) => engine switch
    {
        "sqlite" => new SqlitePlace(),
        "postgresql" => new PostgreSqlPlace(),
        _ => throw new ArgumentException($"'{engine}' is no engine that keeps what it holds.", nameof(engine)),
    };

    /// <summary>Opens the store.</summary>
    internal abstract IEventStorage Open();

    /// <summary>How large the write-ahead log is.</summary>
    internal abstract long LogBytes { get; }

    /// <summary>How large it may be now; one that is never emptied is soon larger.</summary>
    internal abstract long MostLogBytes { get; }

    /// <summary>What the stores that are disposed left open: files of this process, or sessions of the server. Empty where all is well.</summary>
    internal abstract Task<IReadOnlyList<string>> LeftOpenAsync();

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
