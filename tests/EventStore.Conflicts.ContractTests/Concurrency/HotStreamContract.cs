namespace EventStore.Conflicts.ContractTests;

/// <summary>
/// Many writers on one stream: half of them add notes, which never conflict, from a version long gone; the others raise the client's value, which
/// conflicts with everything, and decide again whenever somebody was faster.
/// </summary>
public abstract class HotStreamContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private const int Writers = 16;
    private const int AppendsPerWriter = 1_000;

    [Fact]
    public async Task Nothing_is_lost_or_doubled_and_each_expected_version_has_one_winner()
    {
        var store = OpenStore(rules => rules.For<MeetingNoteAdded>().NeverConflicts());
        var client = await StreamOfAsync(store, ARaise(), ARaise());

        var written = await Together.RunAsync(
            Writers, number => number % 2 == 0 ? AddNotesAsync(store, client) : RaiseAsync(store, client));

        var stored = await store.ReadAsync(client);
        stored.Should().HaveCount(2 + (Writers * AppendsPerWriter));
        stored.Select(each => each.Version).Should().Equal(Enumerable.Range(1, stored.Count).Select(version => (long)version));
        foreach (var append in written.SelectMany(each => each))
        {
            var found = stored[(int)append.Version - 1];
            (found.Id, found.DecidedAt).Should().Be((append.Id, append.Expected));
        }

        var raises = stored.Skip(2).Where(each => each.Data is ClientValueRaised).ToArray();
        raises.Should().HaveCount(Writers / 2 * AppendsPerWriter);
        raises.Should().OnlyContain(each => each.DecidedAt == each.Version - 1, "nothing may come between a raise and what it was decided on");
        raises.Select(each => each.DecidedAt).Should().OnlyHaveUniqueItems();
    }

    private static async Task<List<(Guid Id, long Version, long Expected)>> AddNotesAsync(IEventStore store, StreamId client)
    {
        var written = new List<(Guid, long, long)>();
        for (var i = 0; i < AppendsPerWriter; i++)
        {
            var note = ANote();
            var result = await store.AppendAsync(client, Exactly(1), note);
            result.Outcome.Should().Be(AppendOutcome.Admitted);
            written.Add((note.Id, result.Version, 1));
            await Task.Yield();
        }

        return written;
    }

    private static async Task<List<(Guid Id, long Version, long Expected)>> RaiseAsync(IEventStore store, StreamId client)
    {
        var written = new List<(Guid, long, long)>();
        while (written.Count < AppendsPerWriter)
        {
            var raise = ARaise();
            var seen = await store.GetStreamVersionAsync(client, Token);
            var (result, refusal) = await store.AppendAsync(client, Exactly(seen), raise).TryAsync();
            if (result is null)
            {
                refusal.Should().BeOfType<StreamConflictException>();
            }
            else
            {
                written.Add((raise.Id, result.Version, seen));
            }

            await Task.Yield();
        }

        return written;
    }
}
