using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.PostgreSql.Tests.Servers;

namespace EventStore.Conflicts.PostgreSql.Tests.Ordering;

/// <summary>Somebody appends by hand, and commits long after others who began later: the reader must neither skip that event nor see it behind them.</summary>
public sealed class FollowingReaderTests(OwnServer own) : OwnServerTest(own)
{
    private const int Stores = 3;
    private const int Writers = 4;
    private const int AppendsPerWriter = 25;

    private readonly List<RecordedEvent> followed = [];

    [Fact]
    public async Task A_reader_sees_every_event_once_and_in_order_whoever_commits_late()
    {
        var reader = OpenStore();
        await reader.AppendAsync(Stream, NoStream, ANote());
        var late = new List<Guid>();

        var writing = Task.WhenAll(Enumerable.Range(0, Stores * Writers).Select(number => AppendAsync(number)).ToArray());
        while (!writing.IsCompleted || late.Count < 5)
        {
            await AppendLateAsync(late, reader);
        }

        await reader.WaitUntilVisibleAsync((await writing).Append((await reader.AppendAsync(Stream, Any, ANote())).Position!.Value).Max(), Token);
        while (await FollowAsync(reader))
        {
        }

        followed.Select(each => each.Position).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        followed.Select(each => each.Id).Should().OnlyHaveUniqueItems().And.Contain(late);
        (await QueryAsync<Guid[]>($"select array_agg(event_id) from {Schema}.events")).ToHashSet().SetEquals(followed.Select(each => each.Id)).Should().BeTrue();
        followed.Should().HaveCount(2 + (2 * late.Count) + (Stores * Writers * AppendsPerWriter));
    }

    private Task<GlobalPosition> AppendAsync(int number)
    {
        var store = OpenStore();
        return Task.Run(
            async () =>
            {
                var position = GlobalPosition.Start;
                for (var i = 0; i < AppendsPerWriter; i++)
                {
                    position = (await store.AppendAsync(new StreamId($"client-{number % 5}"), Any, ANote())).Position!.Value;
                }

                return position;
            },
            Token);
    }

    private async Task AppendLateAsync(List<Guid> late, IEventStore reader)
    {
        var id = Guid.NewGuid();
        await using var somebody = await SessionAsync($"begin; {AppendByHand(new StreamId("by hand"), id)}");
        await reader.AppendAsync(Stream, Any, ANote());
        while (await FollowAsync(reader))
        {
        }

        followed.Should().NotContain(each => each.Id == id);
        await somebody.ExecuteAsync("commit");
        late.Add(id);
    }

    private async Task<bool> FollowAsync(IEventStore reader)
    {
        var page = await reader.ReadEverythingAsync(followed.Count == 0 ? null : followed[^1].Position, maxCount: 40);
        followed.AddRange(page);
        return page.Count > 0;
    }
}
