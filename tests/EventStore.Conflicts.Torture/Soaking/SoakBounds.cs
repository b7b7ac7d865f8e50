using System.Globalization;

namespace EventStore.Conflicts.Torture.Soaking;

/// <summary>
/// What may still grow after the first fifth of the time, in which pools and caches fill. The least of a fifth is compared where the moment of a sample makes the
/// difference (what calls under way hold), the most where all of it counts.
/// </summary>
internal static class SoakBounds
{
    // Caches of a store are bounded at some MB, and may fill late. A leak of 100 bytes for each append passes this within half an hour.
    private const long MoreManaged = 32L << 20;

    // The same, and what allocators keep of pages and of copies that are under way.
    private const long MoreResident = 192L << 20;

    // 8 readers with 3 files each may open late, or as many sessions; a backup has 2 while it runs.
    private const int MoreHandles = 32;

    /// <summary>The figures in words; or an error that says what grows.</summary>
    internal static string Check(IReadOnlyList<SoakSample> samples)
    {
        var fifth = samples.Count / 5;
        if (fifth == 0)
        {
            throw new InvalidOperationException($"{samples.Count} samples tell nothing: soak for longer.");
        }

        if (samples.FirstOrDefault(each => each.Log > each.MostLog) is { Log: > 0 } full)
        {
            throw new InvalidOperationException($"The log has {Show(full.Log, "MB")}, more than the {Show(full.MostLog, "MB")} it may have then.");
        }

        var (early, late) = (samples.Skip(fifth).Take(fifth).ToArray(), samples.TakeLast(fifth).ToArray());
        return string.Join(
            ", ",
            Check("managed memory", early.Min(each => each.Managed), late.Min(each => each.Managed), samples.Max(each => each.Managed), MoreManaged, "MB"),
            Check("resident memory", early.Min(each => each.Resident), late.Min(each => each.Resident), samples.Max(each => each.Resident), MoreResident, "MB"),
            Check("handles", early.Max(each => each.Handles), late.Max(each => each.Handles), samples.Max(each => each.Handles), MoreHandles, ""),
            Check("log", early.Max(each => each.Log), late.Max(each => each.Log), samples.Max(each => each.Log), long.MaxValue, "MB"));
    }

    private static string Check(string what, long early, long late, long peak, long more, string unit)
    {
        var figures = $"{what} {Show(early, unit)} then {Show(late, unit)}, at most {Show(peak, unit)}";
        return late - early <= more ? figures : throw new InvalidOperationException($"{figures}: more than {Show(more, unit)} more is no longer what fills up once.");
    }

    private static string Show(long value, string unit) => unit.Length == 0
        ? value.ToString("N0", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{value / (double)(1 << 20):N1} {unit}");
}
