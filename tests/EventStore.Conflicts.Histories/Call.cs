namespace EventStore.Conflicts.Histories;

/// <summary>One append: who sent what, when, and what the answer was. Immutable.</summary>
public sealed record Call
{
    /// <summary>Who sent it.</summary>
    public required int Worker { get; init; }

    /// <summary>Its number among the calls of the worker.</summary>
    public required int Number { get; init; }

    /// <summary>The index of its batch in <see cref="History.Batches"/>.</summary>
    public required int Batch { get; init; }

    /// <summary>What it expected.</summary>
    public required ExpectedVersion Expected { get; init; }

    /// <summary>When it began.</summary>
    public required long Start { get; init; }

    /// <summary>When it ended; <see cref="long.MaxValue"/> where its process was gone before.</summary>
    public required long End { get; init; }

    /// <summary>How it ended.</summary>
    public required CallOutcome Outcome { get; init; }

    /// <summary>The versions it was told; null where it was told none.</summary>
    public VersionRange? Versions { get; init; }

    /// <summary>The position it was told; null where it was told none.</summary>
    public GlobalPosition? Position { get; init; }

    /// <summary>The version of the stream that a refusal names, or the answer to an append that had nothing to write; null otherwise.</summary>
    public long? Head { get; init; }

    /// <summary>True where the answer says that this call wrote its batch.</summary>
    public bool HasWritten => Outcome is CallOutcome.Appended or CallOutcome.Admitted;

    /// <summary>True where this call may have written its batch, and its answer doesn't say so.</summary>
    public bool MayHaveWritten => Outcome is CallOutcome.Dropped or CallOutcome.Unknown;

    /// <summary>True where the answer says that the batch is durable, whoever wrote it.</summary>
    public bool IsAcknowledged => HasWritten || Outcome is CallOutcome.Dropped or CallOutcome.AlreadyAppended;

    /// <summary>True where the answer names the version of the stream for which it was refused.</summary>
    public bool IsRefused => Outcome is CallOutcome.Refused or CallOutcome.WrongVersion or CallOutcome.Contended;

    /// <summary>For people.</summary>
    public override string ToString() =>
        $"worker {Worker}, call {Number}, from {Start} to {(End == long.MaxValue ? "its death" : End)}: batch {Batch}, expecting {Expected}: {Outcome}"
        + (Versions is { } versions ? $" as {versions}" : "") + (Position is { } position ? $" at {position}" : "") + (Head is { } head ? $" on {head}" : "");
}
