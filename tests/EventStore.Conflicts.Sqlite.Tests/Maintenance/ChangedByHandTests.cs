namespace EventStore.Conflicts.Sqlite.Tests.Maintenance;

public sealed class ChangedByHandTests : SqliteTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_position_of_an_event_that_was_deleted_is_never_used_again(bool whileOpen)
    {
        var store = OpenStore();
        var kept = (await AppendAsync(store, Event())).Position;
        var deleted = (await AppendAsync(store, Event())).Position;
        if (!whileOpen)
        {
            await store.DisposeAsync();
        }

        ExecuteByHand("DELETE FROM events WHERE position = (SELECT MAX(position) FROM events)");
        store = whileOpen ? store : OpenStore();
        await using var closing = store;

        var next = await AppendAsync(store, Event());

        next.Version.Should().Be(2);
        (next.Position > deleted).Should().BeTrue($"{next.Position} comes after {deleted}");
        var positions = await store.ReadAllAsync(cancellationToken: Token).Select(each => each.Position).ToListAsync(Token);
        positions.Should().Equal(kept!.Value, next.Position!.Value);
    }

    public static TheoryData<ExpectedVersion, bool> Resends => new()
    {
        { ExpectedVersion.Exactly(0), true },
        { ExpectedVersion.Exactly(0), false },
        { ExpectedVersion.Any, true },
        { ExpectedVersion.Any, false },
        { ExpectedVersion.Exactly(1), true },
        { ExpectedVersion.Exactly(1), false },
        { ExpectedVersion.NoStream, true },
        { ExpectedVersion.NoStream, false },
    };

    [Theory]
    [MemberData(nameof(Resends))]
    public async Task An_event_whose_type_lost_its_name_is_damage_when_it_is_sent_again_and_no_duplicate_or_conflict(ExpectedVersion expected, bool whileOpen)
    {
        var store = OpenStore();
        var stored = Event();
        await AppendAsync(store, stored);
        if (!whileOpen)
        {
            await store.DisposeAsync();
        }

        ExecuteByHand("DELETE FROM event_types");
        store = whileOpen ? store : OpenStore();
        await using var closing = store;

        var resend = () => store.AppendToStreamAsync(Stream, expected, [stored], cancellationToken: Token);

        await resend.Should().ThrowExactlyAsync<EventStoreUnusableException>().WithMessage("*damaged*");
        QueryByHand<long>("SELECT COUNT(*) FROM events").Should().Be(1);
        QueryByHand<long>("SELECT COUNT(*) FROM event_types").Should().Be(0, "nothing of the append is left");
    }
}
