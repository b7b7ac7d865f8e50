namespace EventStore.Conflicts.AspNetCore;

/// <summary>How clients are told of problems. Read once, when it is registered.</summary>
public sealed class EventStoreProblemOptions
{
    private readonly Dictionary<Type, Func<RecordedEvent, string>> describers = [];

    /// <summary>What every <c>type</c> begins with: a path or an absolute URI where they are documented. <c>/problems/</c> where not given.</summary>
    /// <exception cref="ArgumentException">The value is no URI or path, or doesn't end with a slash, a colon or a hash.</exception>
    public string TypePrefix
    {
        get;
        set => field = Uri.IsWellFormedUriString(value, UriKind.RelativeOrAbsolute) && value is [.., '/' or ':' or '#']
            ? value
            : throw new ArgumentException($"'{value}' is no URI or path that ends with '/', ':' or '#'.", nameof(value));
    }
        = "/problems/";

    /// <summary>What <c>Retry-After</c> says where the same request may succeed later; told in whole seconds, rounded up. 1 second where not given.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan RetryAfter
    {
        get;
        set => field = value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Retry-After must not be negative.");
    }
        = TimeSpan.FromSeconds(1);

    internal IReadOnlyDictionary<Type, Func<RecordedEvent, string>> Describers => describers;

    /// <summary>Says what events of a type are to a client: <c>DescribeEvent&lt;PriceChanged&gt;(e => $"The price was set to {e.Price}.")</c>.</summary>
    /// <remarks>The words go to clients as they are: nothing may stand in them that a client must not see.</remarks>
    /// <typeparam name="T">The type of the event, as it is mapped.</typeparam>
    /// <param name="describe">The words. Called from many threads.</param>
    /// <exception cref="ArgumentNullException"><paramref name="describe"/> is null.</exception>
    /// <exception cref="EventStoreConfigurationException">The type was described before.</exception>
    public EventStoreProblemOptions DescribeEvent<T>(Func<T, string> describe)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(describe);
        return DescribeEvent<T>((data, _) => describe(data));
    }

    /// <summary>Says what events of a type are to a client, with metadata in reach: who did it.</summary>
    /// <inheritdoc cref="DescribeEvent{T}(Func{T, string})"/>
    public EventStoreProblemOptions DescribeEvent<T>(Func<T, RecordedEvent, string> describe)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(describe);
        return describers.TryAdd(typeof(T), recorded => describe((T)recorded.Data!, recorded))
            ? this
            : throw new EventStoreConfigurationException($"{typeof(T)} is described twice.");
    }
}
