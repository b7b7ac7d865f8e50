namespace EventStore.Conflicts.Samples.Replay;

/// <summary>Something the user can put right: the message is all there is to say.</summary>
internal sealed class ReplayException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>What the library says of a bad name, without the name of its parameter, which means nothing to the user.</summary>
    internal static string Reason(ArgumentException problem) =>
        problem.Message.Replace($" (Parameter '{problem.ParamName}')", string.Empty, StringComparison.Ordinal);
}
