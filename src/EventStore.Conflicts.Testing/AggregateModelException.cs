namespace EventStore.Conflicts.Testing;

/// <summary>
/// The model of an aggregate is wrong, so that nothing can be said about rules: something is missing or said twice, a decision or a fold throws, an
/// event breaks an invariant by itself. The message says what, and tells how it came about.
/// </summary>
public sealed class AggregateModelException : EventStoreException
{
    internal AggregateModelException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
