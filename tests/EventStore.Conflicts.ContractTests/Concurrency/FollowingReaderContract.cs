namespace EventStore.Conflicts.ContractTests;

/// <summary>A reader that follows the whole store, checkpoint by checkpoint, while others append: it never misses an event.</summary>
public abstract class FollowingReaderContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private const int Writers = 6;
    private const int AppendsPerWriter = 60;

    [Fact]
    public async Task A_reader_that_goes_on_from_its_checkpoint_sees_every_event_once_and_in_order()
    {
        var store = OpenStore();
        var sent = new HashSet<Guid>[Writers];
        var writing = Together.RunAsync(Writers, async number =>
        {
            sent[number] = [];
            var position = GlobalPosition.Start;
            for (var i = 0; i < AppendsPerWriter; i++)
            {
                var batch = Notes((i % 3) + 1);
                position = (await store.AppendAsync(NewStream(), NoStream, batch)).Position!.Value;
                sent[number].UnionWith(batch.Select(each => each.Id));
            }

            return position;
        });

        var followed = new List<RecordedEvent>();
        while (!writing.IsCompleted)
        {
            await FollowAsync();
            await Task.Yield();
        }

        await store.WaitUntilVisibleAsync((await writing).Max(), Token);
        var total = sent.Sum(ids => ids.Count);
        while (await FollowAsync())
        {
            followed.Count.Should().BeLessThanOrEqualTo(total, "no event comes twice");
        }

        followed.Select(each => each.Position).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        followed.Should().HaveCount(total);
        followed.Select(each => each.Id).ToHashSet().SetEquals(sent.SelectMany(ids => ids)).Should().BeTrue();

        async Task<bool> FollowAsync()
        {
            var page = await store.ReadEverythingAsync(followed.Count == 0 ? null : followed[^1].Position, maxCount: 50);
            followed.AddRange(page);
            return page.Count > 0;
        }
    }
}
