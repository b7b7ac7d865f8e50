namespace EventStore.Conflicts.Samples.Replay;

/// <summary>Something the user can put right: the message is all there is to say.</summary>
internal sealed class ReplayException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>What went wrong, without the name of a method's parameter, which means nothing to the user.</summary>
    internal static string Reason(Exception problem) => problem is ArgumentException argument
        ? argument.Message.Replace($" (Parameter '{argument.ParamName}')", string.Empty, StringComparison.Ordinal)
        : problem.Message;
}
