namespace EventStore.Conflicts.Commands;

/// <summary>How commands are executed. Checked when the executor is made; changing it afterwards has no effect.</summary>
public sealed class CommandOptions
{
    private Dictionary<Type, ConflictStrategy> strategies = [];

    /// <summary>How often at most a command is decided: 1 to 1,000; 20 by default. Past it, <see cref="StreamContendedException"/>.</summary>
    public int MaxAttempts { get; set; } = 20;

    /// <summary>
    /// The delay before a command is decided for the second time, doubled for each further one, with jitter: at least 0 and at most <see cref="MaxDelay"/>; 10 ms
    /// by default.
    /// </summary>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <summary>No delay is longer than this: more than 0, at most an hour; 500 ms by default.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How long all attempts of a command may take together, loading, deciding and waiting included: more than 0, at most a day; 30 s by default. Past it,
    /// <see cref="CommandTimeoutException"/>, and nothing was written. It ends no commit that has begun, and a decision only if that heeds its token.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many missed events a result or a conflict lists (it counts them all): 0 to 10,000; 100 by default.</summary>
    public int MaxPassedOver { get; set; } = 100;

    /// <summary>Gives the jitter: numbers from 0 up to 1, 1 excluded. <see cref="Random.Shared"/> where not given; fix it in tests.</summary>
    public Func<double>? Randomizer { get; set; }

    internal Backoff Backoff => new(MaxAttempts - 1, BaseDelay, MaxDelay, Randomizer);

    /// <summary>
    /// Says once what becomes of commands of a type if others were faster. Looked up by the exact type of the command object, and then by the decider's command type.
    /// What <see cref="CommandSettings.Strategy"/> says of one call goes first.
    /// </summary>
    /// <typeparam name="TCommand">The type of the command: what a decider takes, or <see cref="CommandSettings.Command"/>.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="strategy"/> is no strategy.</exception>
    /// <exception cref="EventStoreConfigurationException">The type has one already.</exception>
    public CommandOptions UseStrategy<TCommand>(ConflictStrategy strategy)
    {
        if (!Enum.IsDefined(strategy))
        {
            throw new ArgumentOutOfRangeException(nameof(strategy), strategy, $"{(int)strategy} is no strategy.");
        }

        return strategies.TryAdd(typeof(TCommand), strategy)
            ? this
            : throw new EventStoreConfigurationException($"{typeof(TCommand)} has a strategy already, {strategies[typeof(TCommand)]}; now {strategy} was given.");
    }

    internal ConflictStrategy? StrategyOf(Type? command) => command is not null && strategies.TryGetValue(command, out var strategy) ? strategy : null;

    /// <summary>A copy that later changes don't reach, or an error that names the first value that is out of its bounds.</summary>
    internal CommandOptions Validated()
    {
        Backoff.Refuse(MaxAttempts is < 1 or > 1_000, nameof(CommandOptions), nameof(MaxAttempts), MaxAttempts, "from 1 to 1,000");
        Backoff.RefuseWrongDelays(nameof(CommandOptions));
        Backoff.Refuse(Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromDays(1), nameof(CommandOptions), nameof(Timeout), Timeout, "more than 0 and at most a day");
        Backoff.Refuse(MaxPassedOver is < 0 or > 10_000, nameof(CommandOptions), nameof(MaxPassedOver), MaxPassedOver, "from 0 to 10,000");
        var copy = (CommandOptions)MemberwiseClone();
        copy.strategies = new Dictionary<Type, ConflictStrategy>(strategies);
        return copy;
    }
}
