using EventStore.Conflicts.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace EventStore.Conflicts.Tests.Storage;

/// <summary>Random stale appends, and what the contract says of them, written down a second time in the plainest way.</summary>
internal static class AppendModel
{
    /// <summary>Appends that name a version; some have an own range a little after what they have seen.</summary>
    internal static readonly Gen<StorageAppend> StaleAppends =
        from condition in ConditionGen.Conditions
        from seen in Gen.Choose(0, 4)
        from ahead in Gen.Choose(0, 4)
        from own in Gen.Choose(0, 2)
        from kind in Gen.Choose(0, 2)
        from answered in Gen.Choose(0, 10)
        let expected = kind switch
        {
            0 => ExpectedVersion.DecidedAt(seen + ahead, seen),
            1 => ExpectedVersion.Parse($"{seen}+{new VersionRange(seen + 2, seen + 2 + own)}"),
            _ => ExpectedVersion.Exactly(seen),
        }
        select Appends.Of(expected, condition, answeredThrough: answered);

    internal static Verdict Judge(StorageAppend append, long version, string type)
    {
        if (append.Expected.Own.Any(range => range.First <= version && version <= range.Last))
        {
            return Verdict.Admit;
        }

        if (append.Expected.Kind == ExpectedVersionKind.DecidedAt && version > append.Expected.Decided)
        {
            return Verdict.Refuse;
        }

        var byType = append.Condition.Exceptions.TryGetValue(type, out var exception) ? exception : append.Condition.Otherwise;
        var answered = byType == Verdict.Ask && version <= append.AnsweredThrough;
        return answered ? Verdict.Admit : byType;
    }

    /// <summary>What becomes of an append to a stream that holds <paramref name="stream"/>, and the first version that is refused.</summary>
    internal static (StorageAppendStatus Status, long FirstRefused) Answer(StorageAppend append, IReadOnlyList<ConcurrentEvent> stream, DateTimeOffset now)
    {
        var (expected, condition) = (append.Expected, append.Condition);
        if (expected.Decided > stream.Count || expected.Own.Any(range => range.Last > stream.Count))
        {
            return (StorageAppendStatus.WrongVersion, 0);
        }

        var missed = stream.Where(each => each.Version > expected.Seen && !expected.Own.Any(range => range.Contains(each.Version))).ToList();
        if (missed.Count > (condition.MaxBehind ?? int.MaxValue) || (missed.Count > 0 && now - missed[0].Timestamp > (condition.MaxAge ?? TimeSpan.MaxValue)))
        {
            return (StorageAppendStatus.TooStale, 0);
        }

        var verdicts = missed.Select(each => (each.Version, Verdict: Judge(append, each.Version, each.Type))).ToList();
        return verdicts.Find(each => each.Verdict == Verdict.Refuse) is { Version: > 0 } refused ? (StorageAppendStatus.Refused, refused.Version)
            : verdicts.Exists(each => each.Verdict == Verdict.Ask) ? (StorageAppendStatus.Ask, 0)
            : (StorageAppendStatus.Written, 0);
    }
}
