namespace EventStore.Conflicts.Torture.Disks;

/// <summary>A disk on which something fails, as soon as it is armed.</summary>
internal sealed class FailingDisk(DiskFault fault) : IDisk
{
    private int seen;
    private volatile bool isArmed;

    /// <summary>How many operations have failed.</summary>
    internal int Failures => Math.Clamp(Volatile.Read(ref seen) - fault.Nth + 1, 0, fault.Lasting);

    /// <summary>True where it has failed as often as it will.</summary>
    internal bool IsOver => Failures == fault.Lasting;

    /// <summary>It counts from now on.</summary>
    internal void Arm() => isArmed = true;

    /// <summary>It is mended: what still fails is to blame on something else.</summary>
    internal void Mend() => isArmed = false;

    public int Before(in DiskCall call)
    {
        if (!isArmed || call.Operation != fault.Operation || (fault.OnlyDatabase && call.IsLog))
        {
            return 0;
        }

        var number = Interlocked.Increment(ref seen);
        return number >= fault.Nth && number < fault.Nth + fault.Lasting ? fault.Code : 0;
    }

    public void After(in DiskCall call)
    {
        // Nothing of it is written down.
    }
}
