using EventStore.Conflicts.Histories;

namespace EventStore.Conflicts.Torture.Workload;

/// <summary>Somebody who is told what a <see cref="Recorder"/> writes down as it happens, and so still knows when its process is gone. Safe for many threads.</summary>
internal interface IWitness
{
    /// <summary>A batch, before it is sent for the first time; they come in the order of their numbers.</summary>
    void Tell(Batch batch);

    /// <summary>A call: in doubt before it begins, and once more before its caller goes on.</summary>
    void Tell(Call call);
}
