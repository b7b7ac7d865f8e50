using System.Diagnostics;
using EventStore.Conflicts.Torture.Disks;

namespace EventStore.Conflicts.Torture.Victims;

/// <summary>Kills its own process, with SIGKILL, when it comes to a step for the nth time.</summary>
internal sealed class SelfKill(KillStep step, int nth) : IDisk
{
    // Whoever has his answer by then tells it: one that was given too early is seen.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);

    private int left = nth;

    /// <summary>The process has come to a step.</summary>
    internal void Reach(KillStep reached)
    {
        if (reached == step && Interlocked.Decrement(ref left) == 0)
        {
            Thread.Sleep(Moment);
            using var self = Process.GetCurrentProcess();
            self.Kill();
            Thread.Sleep(Timeout.Infinite); // nothing of it runs on, should the signal take a moment
        }
    }

    /// <summary>SQLite begins or ends a statement.</summary>
    internal void Hear(string sql, bool isOver)
    {
        if (sql.StartsWith("BEGIN", StringComparison.Ordinal))
        {
            Reach(isOver ? KillStep.AfterBegin : KillStep.BeforeBegin);
        }
        else if (sql.StartsWith("COMMIT", StringComparison.Ordinal))
        {
            Reach(isOver ? KillStep.AfterCommit : KillStep.BeforeCommit);
        }
        else if (isOver && sql.StartsWith("INSERT INTO events", StringComparison.Ordinal))
        {
            Reach(KillStep.AfterInsert);
        }
    }

    public int Before(in DiskCall call)
    {
        switch (call.Operation)
        {
            case DiskOperation.Write:
                Reach(call.IsLog ? KillStep.BeforeLogWrite : KillStep.BeforeDatabaseWrite);
                break;
            case DiskOperation.Sync when call.IsLog:
                Reach(KillStep.BeforeLogSync);
                break;
        }

        return 0;
    }

    public void After(in DiskCall call)
    {
        switch (call.Operation)
        {
            case DiskOperation.Write when !call.IsLog:
                Reach(KillStep.AfterDatabaseWrite);
                break;
            case DiskOperation.Sync when call.IsLog:
                Reach(KillStep.AfterLogSync);
                break;
        }
    }
}
