using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.PostgreSql.Tests.Hosting;

/// <summary>A host closes its data source before the store on it, as one does that shuts down in whatever order: callers can tell that it is over.</summary>
public sealed class ClosedDataSourceTests : StoreTest
{
    [Fact]
    public async Task Reads_and_appends_say_that_it_is_disposed()
    {
        var host = Connect();
        var store = OpenStore(host: host);

        await host.DisposeAsync();

        await SaysSoAsync(() => store.AppendAsync(Stream, NoStream, ANote()));
        await SaysSoAsync(() => store.ReadAsync(Stream));
        await SaysSoAsync(() => store.GetStreamVersionAsync(Stream, Token));
    }

    [Fact]
    public async Task So_does_an_append_that_needs_one_more_connection()
    {
        var host = Connect();
        var store = OpenStore(host: host);
        await store.AppendAsync(new StreamId("types"), Any, ANote());
        await using var holder = await LockAsync(Stream);
        var first = store.AppendAsync(Stream, Any, ANote());
        await UntilWaitingAsync();

        await host.DisposeAsync();

        await SaysSoAsync(() => store.AppendAsync(OtherStream, Any, ANote()));
        await holder.ExecuteAsync("commit");
        (await first).Version.Should().Be(1, "it has its connection");
    }

    [Fact]
    public async Task So_does_opening_a_store()
    {
        var host = Connect();
        await host.DisposeAsync();

        var opening = () => OpenStorage(host: host);

        opening.Should().Throw<ObjectDisposedException>().WithMessage("*data source*");
    }

    private static async Task SaysSoAsync(Func<Task> call) =>
        (await Assert.ThrowsAsync<ObjectDisposedException>(call)).Message.Should().Contain("data source");
}
