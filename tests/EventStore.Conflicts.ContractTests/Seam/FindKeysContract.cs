using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.ContractTests;

/// <summary>What a store knows by ids, without reading what the events hold.</summary>
public abstract class FindKeysContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly StreamId stream = NewStream();

    private IEventStorage Storage => Engine.Storage;

    [Fact]
    public async Task Keys_come_in_the_order_of_the_ids_with_null_for_those_nobody_knows()
    {
        var other = NewStream();
        await Storage.AppendTypesAsync(stream, "one", "two");
        await Storage.AppendTypesAsync(other, "three");
        var dropped = StorageAppends.Dropped("four");
        await Storage.SendAsync(stream, Exactly(0), [dropped]);
        var ids = await Storage.IdsAsync(stream);
        var elsewhere = (await Storage.IdsAsync(other)).Single();

        var keys = await Storage.FindKeysAsync([elsewhere, Guid.CreateVersion7(), ids[1], dropped.Id, ids[0]], Token);

        keys.Select(key => key is { } known ? $"{known.Type}@{known.Version}" : null).Should().Equal("three@1", null, "two@2", "four@2", "one@1");
        keys.Select(key => key?.Stream).Should().Equal(other, null, stream, stream, stream);
        keys.Select(key => key?.IsDropped).Should().Equal(false, null, false, true, false);
    }

    [Fact]
    public async Task The_same_id_may_be_asked_for_more_than_once()
    {
        await Storage.AppendTypesAsync(stream, "one");
        var id = (await Storage.IdsAsync(stream)).Single();
        var unknown = Guid.CreateVersion7();

        var keys = await Storage.FindKeysAsync([id, unknown, id, unknown], Token);

        keys.Select(key => key?.Id).Should().Equal(id, null, id, null);
    }

    [Fact]
    public async Task Without_ids_there_are_no_keys() => (await Storage.FindKeysAsync([], Token)).Should().BeEmpty();

    [Fact]
    public async Task A_key_says_the_same_wherever_it_is_read()
    {
        Engine.Clock.Set(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(12_345_678));
        await Storage.AppendTypesAsync(stream, "one", "two", "three");

        var read = await Storage.ReadStreamKeysAsync(stream, new VersionRange(1, 3), Token).ToListAsync(Token);

        var found = await Storage.FindKeysAsync([.. read.Select(key => key.Id)], Token);
        found.Should().Equal(read.Select(key => (EventKey?)key));
        var events = await Storage.ReadStreamAsync(stream, ReadDirection.Forwards, null, 3, Token).ToListAsync(Token);
        read.Select(key => key.Timestamp).Should().Equal(events.Select(each => each.Timestamp));
        read.Should().OnlyContain(key => key.Timestamp.Offset == TimeSpan.Zero && key.Timestamp.Ticks % TimeSpan.TicksPerMicrosecond == 0);
    }

    [Fact]
    public async Task Ten_thousand_ids_can_be_asked_for_at_once()
    {
        await Storage.AppendTypesAsync(stream, [.. Enumerable.Range(1, 200).Select(number => $"type-{number % 7}")]);
        var known = await Storage.IdsAsync(stream);
        Guid[] ids = [.. Enumerable.Range(0, 10_000).Select(number => number % 50 == 49 ? known[number / 50] : Guid.CreateVersion7())];

        var keys = await Storage.FindKeysAsync(ids, Token);

        keys.Select(key => key?.Version).Should().Equal(ids.Select((_, number) => number % 50 == 49 ? (long?)(number / 50) + 1 : null));
        keys.Where(key => key is not null).Select(key => key!.Value.Id).Should().Equal(known);
    }

    [Fact]
    public async Task Nobody_is_answered_who_has_given_up_or_asks_a_disposed_store()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Storage.FindKeysAsync([Guid.CreateVersion7()], new CancellationToken(canceled: true)));
        await Storage.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Storage.FindKeysAsync([Guid.CreateVersion7()], Token));
    }
}
