namespace EventStore.Conflicts.Histories.Checking;

/// <summary>Where a batch stands: in the versions after <paramref name="Base"/> up to <paramref name="Last"/>; in none, where merges dropped all of it.</summary>
internal readonly record struct Place(long Base, long Last)
{
    /// <summary>True where the batch was there when its stream was at a version.</summary>
    internal bool IsBefore(long? head) => Last > Base ? Last <= head : Base < head;
}

/// <summary>What became of a batch.</summary>
internal sealed class Fate
{
    internal Fate(int number, Batch batch, IReadOnlyList<Call> calls, Place? place)
    {
        Number = number;
        Batch = batch;
        Calls = calls;
        Place = place;
        Writer = calls.FirstOrDefault(call => call.HasWritten);
        Candidates = Writer is not null ? [Writer] : [.. calls.Where(call => call.MayHaveWritten)];
        Start = Candidates.Count == 0 ? long.MinValue : Candidates.Min(call => call.Start);
        End = calls.Where(call => call.IsAcknowledged).Select(call => call.End).DefaultIfEmpty(long.MaxValue).Min();
    }

    internal int Number { get; }

    internal Batch Batch { get; }

    /// <summary>Who sent it.</summary>
    internal IReadOnlyList<Call> Calls { get; }

    /// <summary>Null where it is not there as a whole, or holds nothing.</summary>
    internal Place? Place { get; }

    /// <summary>The first that was told to have written it; null where nobody was.</summary>
    internal Call? Writer { get; }

    /// <summary>Those that may have written it: its writer, or where there is none, whoever was not told otherwise.</summary>
    internal IReadOnlyList<Call> Candidates { get; }

    /// <summary>It was not written before this.</summary>
    internal long Start { get; }

    /// <summary>It was written by then.</summary>
    internal long End { get; }

    /// <summary>For people.</summary>
    public override string ToString() => $"Batch {Number} {Batch}";
}
