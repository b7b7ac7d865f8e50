using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.PostgreSql.Tests.Ordering;

/// <summary>Several hosts write the same few streams.</summary>
public sealed class ManyStoresTests : StoreTest
{
    private const int Stores = 4;
    private const int Writers = 8;
    private const int AppendsPerWriter = 20;

    [Fact]
    public async Task Positions_have_the_order_of_the_versions_in_every_stream()
    {
        StreamId[] streams = [Stream, OtherStream, new("client-3")];
        var stores = Enumerable.Range(0, Stores).Select(_ => OpenStore(options => options.MaxAppendConnections = 3)).ToArray();

        var last = await Task.WhenAll(stores.SelectMany((store, number) => Enumerable.Range(0, Writers).Select(writer => Task.Run(
            async () =>
            {
                var (random, position) = (new Random((number * Writers) + writer), GlobalPosition.Start);
                for (var i = 0; i < AppendsPerWriter; i++)
                {
                    var result = await store.AppendAsync(streams[random.Next(streams.Length)], Any, Notes(random.Next(1, 4)));
                    position = result.Position!.Value;
                }

                return position;
            },
            Token))));
        await stores[0].WaitUntilVisibleAsync(last.Max(), Token);

        var all = await stores[0].ReadEverythingAsync();
        all.Select(each => each.Position).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        foreach (var stream in all.GroupBy(each => each.Stream))
        {
            stream.Select(each => each.Version).Should().Equal(Enumerable.Range(1, stream.Count()).Select(version => (long)version));
        }

        (await QueryAsync<long>($"select count(*) from {Schema}.events")).Should().Be(all.Count).And.BeGreaterThan(Stores * Writers * AppendsPerWriter);
    }
}
