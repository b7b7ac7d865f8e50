namespace EventStore.Conflicts.Commands;

/// <summary>The settings of one execution of a command. Immutable; checked when it is made.</summary>
public sealed record CommandSettings
{
    /// <summary>No settings at all.</summary>
    internal static CommandSettings None { get; } = new();

    /// <summary>
    /// The version the user saw when they decided to send the command: what a form or an <c>If-Match</c> carried. At least 0; null where nobody saw one. A version
    /// the stream has not reached is a <see cref="WrongExpectedVersionException"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long? Seen
    {
        get;
        init => field = value is null or >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Seen), value, $"{nameof(Seen)} is {value}; a version is at least 0.");
    }

    /// <summary>
    /// What becomes of the command if others were faster. Where null, what <see cref="CommandOptions.UseStrategy{TCommand}"/> says of the command's type; and where
    /// that says nothing, <see cref="ConflictStrategy.Reject"/> with a version the user saw and <see cref="ConflictStrategy.Retry"/> without.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no strategy.</exception>
    public ConflictStrategy? Strategy
    {
        get;
        init => field = value is null || Enum.IsDefined(value.Value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Strategy), value, $"{(int)value} is no strategy.");
    }

    /// <summary>
    /// The id of the command: executed again with it, on the same stream, it is recognised and not decided again, also where merges dropped its events. A command
    /// that decided no events leaves no trace, and is decided anew. A version 7 GUID is cheapest to index.
    /// </summary>
    /// <remarks>
    /// Event ids are derived from it and the stream, also those of <see cref="NewEvent"/>s. So it names a command on one stream, and on another stream another command: a
    /// message that leads to commands on two streams may give both its id, but what is delivered again has to go to the stream it went to before.
    /// </remarks>
    /// <exception cref="ArgumentException">The value is the empty GUID.</exception>
    public Guid? CommandId
    {
        get;
        init => field = value == Guid.Empty ? throw new ArgumentException("A command id must not be the empty GUID.", nameof(CommandId)) : value;
    }

    /// <summary>
    /// The command itself, where it is an object and <see cref="CommandOptions.UseStrategy"/> names a strategy for its type. A decider's command needs no mention.
    /// </summary>
    public object? Command { get; init; }

    /// <summary>Goes with every event of the command. What a decided <see cref="NewEvent"/> says itself wins, id by id and header by header.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public EventMetadata Metadata
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Metadata));
    } = EventMetadata.Empty;
}
