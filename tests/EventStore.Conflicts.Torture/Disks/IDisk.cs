namespace EventStore.Conflicts.Torture.Disks;

/// <summary>Somebody who sees everything that SQLite does to the files of a folder, and can keep it from doing it. Called on the threads that use SQLite; throws nothing.</summary>
internal interface IDisk
{
    /// <summary>SQLite is about to do it: 0 lets it, anything else is the code of the error with which it isn't done.</summary>
    int Before(in DiskCall call);

    /// <summary>It was done.</summary>
    void After(in DiskCall call);
}
