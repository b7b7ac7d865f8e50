namespace EventStore.Conflicts.ContractTests;

/// <summary>Loses the answer to the first append.</summary>
public sealed class ForgetfulStore(IEventStore inner) : ForwardingStore(inner)
{
    private bool hasForgotten;

    /// <summary>Happens right before that append.</summary>
    public Func<Task> Before { get; init; } = () => Task.CompletedTask;

    /// <summary>Happens right after it.</summary>
    public Func<Task> After { get; init; } = () => Task.CompletedTask;

    /// <inheritdoc/>
    public override async Task<AppendResult> AppendToStreamAsync(
        StreamId stream, ExpectedVersion expected, IReadOnlyList<NewEvent> events, AppendOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (hasForgotten)
        {
            return await base.AppendToStreamAsync(stream, expected, events, options, cancellationToken);
        }

        hasForgotten = true;
        await Before();
        await base.AppendToStreamAsync(stream, expected, events, options, cancellationToken);
        await After();
        throw new AppendOutcomeUnknownException(stream);
    }
}
