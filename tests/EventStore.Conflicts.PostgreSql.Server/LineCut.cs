namespace EventStore.Conflicts.PostgreSql.Server;

/// <summary>Where a <see cref="BreakableLine"/> is cut when a statement is executed, which commits where it is not in a transaction.</summary>
public enum LineCut
{
    /// <summary>Before the server has the request.</summary>
    Request = 1,

    /// <summary>When the server begins to answer, before any of it is passed on.</summary>
    Answer,

    /// <summary>In the middle of the answer.</summary>
    HalfAnswer,
}
