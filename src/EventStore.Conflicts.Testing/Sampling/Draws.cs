namespace EventStore.Conflicts.Testing.Sampling;

/// <summary>
/// The randomness of one decision. A draw with an upper bound is a choice, a number from 0 where smaller is simpler; choices are recorded, can be given,
/// and so be made smaller. All other draws only depend on the seed.
/// </summary>
/// <param name="seed">Gives everything that is not chosen.</param>
/// <param name="choices">The choices to repeat, as far as they are possible; after the last one comes 0, for a while. Null to choose freely.</param>
internal sealed class Draws(int seed, IReadOnlyList<long>? choices) : Random
{
    private const int Few = 4;

    /// <summary>How often a decision gets 0 after its choices. One that goes on until it draws something else must come to an end.</summary>
    private const int Patience = 50;

    private readonly List<long> taken = [];

    internal IReadOnlyList<long> Taken => taken;

    private Random Free => field ??= new Random(seed);

    private Random Unbounded => field ??= new Random(~seed);

    public override int Next() => Unbounded.Next();

    public override int Next(int maxValue) => Next(0, maxValue);

    public override int Next(int minValue, int maxValue) => (int)NextInt64(minValue, maxValue);

    public override long NextInt64() => Unbounded.NextInt64();

    public override long NextInt64(long maxValue) => NextInt64(0, maxValue);

    public override long NextInt64(long minValue, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        var count = (Int128)maxValue - minValue;
        if (count == 0 || count > long.MaxValue)
        {
            return Unbounded.NextInt64(minValue, maxValue);
        }

        var choice = Choose((long)count);

        // Nearest to zero first, and of those the positive ones.
        return minValue >= 0 ? minValue + choice : choice < maxValue ? choice : maxValue - 1 - choice;
    }

    public override double NextDouble() => Unbounded.NextDouble();

    public override float NextSingle() => Unbounded.NextSingle();

    public override void NextBytes(byte[] buffer) => Unbounded.NextBytes(buffer);

    public override void NextBytes(Span<byte> buffer) => Unbounded.NextBytes(buffer);

    protected override double Sample() => Unbounded.NextDouble();

    private long Choose(long count)
    {
        var choice = choices is null ? Free.NextInt64(Free.Next(2) == 0 ? Math.Min(Few, count) : count)
            : taken.Count < choices.Count ? Math.Min(choices[taken.Count], count - 1)
            : taken.Count < choices.Count + Patience ? 0
            : Free.NextInt64(count);
        taken.Add(choice);
        return choice;
    }
}
