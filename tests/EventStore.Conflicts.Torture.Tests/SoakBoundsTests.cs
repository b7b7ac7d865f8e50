using EventStore.Conflicts.Torture.Soaking;

namespace EventStore.Conflicts.Torture.Tests;

public sealed class SoakBoundsTests
{
    private const int Samples = 50;
    private const long Megabyte = 1 << 20;

    private static readonly SoakSample Flat = new(Managed: 50 * Megabyte, Resident: 200 * Megabyte, Handles: 100, Log: 4 * Megabyte, MostLog: 16 * Megabyte);

    [Fact]
    public void What_stays_as_it_is_passes() => SoakBounds.Check(Grown(_ => Flat)).Should().Contain("handles 100 then 100");

    [Fact]
    public void Handles_that_leak_are_found() => Refused(number => Flat with { Handles = 100 + (2 * number) }, "handles");

    [Fact]
    public void Managed_memory_that_leaks_is_found() => Refused(number => Flat with { Managed = (50 + (2 * number)) * Megabyte }, "managed memory");

    [Fact]
    public void Memory_that_leaks_below_is_found() => Refused(number => Flat with { Resident = (200 + (10 * number)) * Megabyte }, "resident memory");

    [Fact]
    public void A_log_that_is_too_large_at_any_moment_is_found() => Refused(number => number == 20 ? Flat with { Log = 17 * Megabyte } : Flat, "The log");

    private static void Refused(Func<int, SoakSample> sample, string what)
    {
        var check = () => SoakBounds.Check(Grown(sample));

        check.Should().Throw<InvalidOperationException>().WithMessage($"{what}*");
    }

    private static SoakSample[] Grown(Func<int, SoakSample> sample) => [.. Enumerable.Range(0, Samples).Select(sample)];
}
