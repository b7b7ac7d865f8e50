namespace EventStore.Conflicts.Tests.Rules.Model;

/// <summary>An event of a case: its name and data by their index, and whether an incoming one is given as an object or as JSON.</summary>
internal readonly record struct CaseEvent(int NameIndex, int Data, bool IsObject = false)
{
    internal string Name => TypeNames.Names[NameIndex];

    public override string ToString() => $"{Name}({Payload.All[Data].Key}, {Payload.All[Data].Value}{(IsObject ? ", object" : "")})";
}

/// <summary>A batch, what was committed meanwhile, and when: each version is a minute later than the one before, and the append at minute ten.</summary>
internal sealed record ModelCase(CaseEvent[] Batch, CaseEvent[] Window, long FirstVersion)
{
    private static readonly int[] Sizes = [1, 1, 1, 2, 2, 3];

    internal static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 10, 0, TimeSpan.Zero);

    internal long Head => FirstVersion - 1 + Window.Length;

    internal static DateTimeOffset TimeOf(long version) => Now.AddMinutes(version - 10);

    internal static ModelCase Next(Random random, ModelledRegistry registry)
    {
        var batch = new CaseEvent[random.Next(100) < 2 ? 0 : Sizes[random.Next(Sizes.Length)]];
        for (var i = 0; i < batch.Length; i++)
        {
            var each = Event(random) with { NameIndex = i > 0 && random.Next(3) == 0 ? batch[i - 1].NameIndex : registry.SomeIncoming(random) };
            batch[i] = each with { IsObject = registry.CanBeObject(each) && random.Next(100) < (registry.IsByName(each) ? 5 : 95) };
        }

        var window = new CaseEvent[random.Next(100) < 2 ? 0 : random.Next(1, 5)];
        for (var i = 0; i < window.Length; i++)
        {
            var each = Event(random);
            var asked = batch.Length == 0 ? [] : registry.AskedAbout(batch[random.Next(batch.Length)]);
            window[i] = asked.Length > 0 && random.Next(2) == 0 ? each with { NameIndex = asked[random.Next(asked.Length)] } : each;
        }

        return new ModelCase(batch, window, random.Next(2) == 0 ? 1 : 4);
    }

    public override string ToString() => $"[{string.Join(", ", Batch)}] after {FirstVersion - 1} against [{string.Join(", ", Window)}]";

    /// <summary>One event in fifty cannot be read: whatever throws makes a case cost ten times as much.</summary>
    private static CaseEvent Event(Random random) =>
        new(random.Next(TypeNames.Names.Length), random.Next(50) == 0 ? Payload.Broken : random.Next(Payload.Broken));
}
