using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace EventStore.Conflicts.Commands;

/// <summary>
/// What became of a command, as a value: exactly one of <see cref="Result"/>, <see cref="Conflict"/> and <see cref="Invalid"/> is there. Immutable; can be
/// constructed, for tests.
/// </summary>
/// <typeparam name="TState">The state, or the aggregate.</typeparam>
public sealed record CommandAnswer<TState>
{
    /// <summary>It ended well.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="result"/> is null.</exception>
    public CommandAnswer(CommandResult<TState> result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Result = result;
    }

    /// <summary>It was refused because of what others did.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="conflict"/> is null.</exception>
    public CommandAnswer(ConcurrencyException conflict)
    {
        ArgumentNullException.ThrowIfNull(conflict);
        Conflict = conflict;
    }

    /// <summary>It is not possible in the state the stream is in.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="invalid"/> is null.</exception>
    public CommandAnswer(InvalidCommandException invalid)
    {
        ArgumentNullException.ThrowIfNull(invalid);
        Invalid = invalid;
    }

    /// <summary>What it did; null where it was refused.</summary>
    public CommandResult<TState>? Result { get; }

    /// <summary>
    /// Why it was refused because of what others did: a <see cref="UserFacingConflictException"/>, a <see cref="StreamContendedException"/>, or a
    /// <see cref="WrongExpectedVersionException"/> where the version the user saw isn't there. Null otherwise.
    /// </summary>
    public ConcurrencyException? Conflict { get; }

    /// <summary>Why it is not possible in the state the stream is in; null otherwise.</summary>
    public InvalidCommandException? Invalid { get; }

    /// <summary>True where it ended well.</summary>
    [MemberNotNullWhen(true, nameof(Result))]
    public bool IsSuccess => Result is not null;

    internal CommandResult<TState> ResultOrThrow()
    {
        if (Result is null)
        {
            // What a decision threw keeps the place it was thrown at.
            ExceptionDispatchInfo.Throw((Exception?)Conflict ?? Invalid!);
        }

        return Result;
    }
}
