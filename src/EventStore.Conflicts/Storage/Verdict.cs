namespace EventStore.Conflicts.Storage;

/// <summary>What a condition says of one concurrent event. Ordered: the greatest verdict over all of them decides the append.</summary>
public enum Verdict
{
    /// <summary>No objection.</summary>
    Admit = 0,

    /// <summary>Only the events themselves can tell: the engine writes nothing and answers that it has to be asked.</summary>
    Ask = 1,

    /// <summary>The append is refused.</summary>
    Refuse = 2,
}
