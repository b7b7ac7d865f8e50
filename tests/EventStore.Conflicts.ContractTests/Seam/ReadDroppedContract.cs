using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.ContractTests;

/// <summary>All dropped events, in the order of their ids.</summary>
public abstract class ReadDroppedContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    // In the order of their bytes; each stands on one side of a place where signed or little-endian numbers would be ordered otherwise.
    private static readonly Guid[] Ordered =
    [
        new("00000000-0000-0000-0000-000000000001"), new("00000000-0000-0000-0000-0000000000ff"), new("00000000-0000-0000-0000-000000000100"),
        new("00000000-0000-0000-7fff-000000000000"), new("00000000-0000-0000-8000-000000000000"), new("00000000-0000-0000-ff00-000000000000"),
        new("00000000-0000-00ff-0000-000000000000"), new("00000000-0000-7f00-0000-000000000000"), new("00000000-0000-8000-0000-000000000000"),
        new("00000000-00ff-0000-0000-000000000000"), new("00000000-0100-0000-0000-000000000000"), new("00000000-ff00-0000-0000-000000000000"),
        new("000000ff-0000-0000-0000-000000000000"), new("00000100-0000-0000-0000-000000000000"), new("7fffffff-0000-0000-0000-000000000000"),
        new("80000000-0000-0000-0000-000000000000"), new("ff000000-0000-0000-0000-000000000000"), new("ffffffff-ffff-ffff-ffff-ffffffffffff"),
    ];

    private readonly StreamId stream = NewStream();

    private IEventStorage Storage => Engine.Storage;

    [Fact]
    public async Task Without_dropped_events_there_are_none()
    {
        await Storage.AppendTypesAsync(stream, "one", "two");

        (await ReadAsync()).Should().BeEmpty();
        (await ReadAsync(Guid.CreateVersion7())).Should().BeEmpty();
    }

    [Fact]
    public async Task They_come_in_the_order_of_the_bytes_of_their_ids_however_they_were_dropped()
    {
        await Storage.AppendTypesAsync(stream, "one");
        await DropAsync([.. Ordered.Where((_, number) => number % 2 == 1).Reverse()]);
        await DropAsync([.. Ordered.Where((_, number) => number % 2 == 0)]);

        (await ReadAsync()).Select(key => key.Id).Should().Equal(Ordered);
        for (var i = 0; i < Ordered.Length; i++)
        {
            (await ReadAsync(Ordered[i])).Select(key => key.Id).Should().Equal(Ordered[(i + 1)..], "what is given is left out");
        }
    }

    [Fact]
    public async Task It_begins_after_an_id_that_nobody_knows_or_that_is_in_a_stream()
    {
        await DropAsync(Ordered[0], Ordered[5], Ordered[10]);
        await Storage.SendAsync(stream, Any, [StorageAppends.Encoded("in the stream", Ordered[7])]);

        (await ReadAsync(Guid.Empty)).Should().HaveCount(3);
        (await ReadAsync(Ordered[3])).Select(key => key.Id).Should().Equal(Ordered[5], Ordered[10]);
        (await ReadAsync(Ordered[7])).Select(key => key.Id).Should().Equal(Ordered[10]);
        (await ReadAsync(Ordered[^1])).Should().BeEmpty();
    }

    [Fact]
    public async Task A_key_says_the_same_as_where_it_is_asked_for_by_its_id()
    {
        var other = NewStream();
        await Storage.AppendTypesAsync(stream, "one", "two");
        await Storage.AppendTypesAsync(other, "one");
        EncodedEvent[] batch = [StorageAppends.Dropped("first"), StorageAppends.Encoded("kept"), StorageAppends.Dropped("second")];
        await Storage.SendAsync(stream, Exactly(1), batch);
        await Storage.SendAsync(other, Exactly(0), [StorageAppends.Dropped("third")]);

        var read = await ReadAsync();

        read.Select(key => $"{key.Type}@{key.Version}").Should().BeEquivalentTo("first@2", "second@3", "third@1");
        read.Should().OnlyContain(key => key.IsDropped);
        (await Storage.FindKeysAsync([.. read.Select(key => key.Id)], Token)).Should().Equal(read.Select(key => (EventKey?)key));
    }

    [Fact]
    public async Task Many_come_once_each_while_others_go_on_appending()
    {
        var ids = Enumerable.Range(0, 2_500).Select(_ => Guid.NewGuid()).ToArray();
        foreach (var some in ids.Chunk(500))
        {
            await DropAsync(some);
        }

        var read = new List<Guid>();
        await foreach (var key in Storage.ReadDroppedAsync(null, Token))
        {
            read.Add(key.Id);
            if (read.Count % 500 == 1)
            {
                (await Storage.AppendTypesAsync(stream, "meanwhile")).Status.Should().Be(StorageAppendStatus.Written);
            }
        }

        read.Should().Equal(ids.OrderBy(id => Convert.ToHexString(id.ToByteArray(bigEndian: true)), StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nobody_is_answered_who_has_given_up_or_asks_a_disposed_store()
    {
        await DropAsync(Ordered);
        using var givingUp = new CancellationTokenSource();
        await using var reading = Storage.ReadDroppedAsync(null, givingUp.Token).GetAsyncEnumerator(Token);
        (await reading.MoveNextAsync()).Should().BeTrue();
        await givingUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.MoveNextAsync().AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Storage.ReadDroppedAsync(null, new CancellationToken(canceled: true)).ToListAsync(Token).AsTask());

        await Storage.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => ReadAsync());
    }

    private async Task<List<EventKey>> ReadAsync(Guid? after = null) => await Storage.ReadDroppedAsync(after, Token).ToListAsync(Token);

    private async Task DropAsync(params Guid[] ids) =>
        (await Storage.SendAsync(stream, Any, [.. ids.Select(id => StorageAppends.Dropped("dropped") with { Id = id })]))
            .Status.Should().Be(StorageAppendStatus.Written);
}
