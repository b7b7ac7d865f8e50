namespace EventStore.Conflicts;

/// <summary>The store is configured wrongly: the message says what and where. Thrown while configuring or starting, never by an append.</summary>
public sealed class EventStoreConfigurationException : EventStoreException
{
    /// <summary>One problem.</summary>
    public EventStoreConfigurationException(string problem, Exception? innerException = null)
        : base(problem, innerException) => Problems = [problem];

    /// <summary>Several problems at once.</summary>
    public EventStoreConfigurationException(IReadOnlyList<string> problems)
        : base(Describe(problems)) => Problems = [.. problems];

    /// <summary>Every problem found, in the order of the configuration.</summary>
    public IReadOnlyList<string> Problems { get; }

    private static string Describe(IReadOnlyList<string> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        return problems.Count == 1
            ? problems[0]
            : $"{problems.Count} problems:{string.Concat(problems.Select(problem => $"{Environment.NewLine}- {problem}"))}";
    }
}
