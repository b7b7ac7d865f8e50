using System.Globalization;
using EventStore.Conflicts.PostgreSql.Load.Following;
using EventStore.Conflicts.PostgreSql.Load.Writing;

namespace EventStore.Conflicts.PostgreSql.Load;

/// <summary>What came out of a run.</summary>
internal sealed record LoadResult(long Events, TimeSpan Elapsed, WriterReport Written, FollowerReport Seen, Problems Problems)
{
    /// <summary>The figures in one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        {Events:N0} events by {Written.Appends:N0} appends in {Elapsed.TotalSeconds:N1} s, {Written.Appends / Elapsed.TotalSeconds:N0} appends/s; 
        {Written.Admitted:N0} stale and admitted, {Written.Refused:N0} refused, {Written.Recognised:N0} sent again and recognised, {Written.Crossed:N0} found in another stream; 
        {Written.Unknown:N0} unknown and settled ({Written.UnknownCommitted:N0} had been committed), at most {Written.LongestWait.TotalSeconds:N1} s until an answer was definite; 
        followed {Seen.Events:N0}, at most {Seen.MaxBehind.TotalSeconds:N1} s behind, read barrier at most {Seen.MaxBarrier.TotalSeconds:N2} s
        """).ReplaceLineEndings("");

    /// <summary>Prints the figures, or what was wrong: 0 where nothing was, and otherwise 1.</summary>
    internal int Print(string what)
    {
        Console.WriteLine($"{what}: {this}");
        foreach (var problem in Problems.First)
        {
            Console.Error.WriteLine($"  {problem}");
        }

        if (Problems.Count > 0)
        {
            Console.Error.WriteLine($"{what} FAILED: {Problems.Count:N0} problems; the first of them are above.");
        }

        return Problems.Count == 0 ? 0 : 1;
    }
}
