namespace EventStore.Conflicts.ContractTests;

/// <summary>Disposal while appends are in flight: every call completes, and none is left hanging.</summary>
public abstract class DisposalContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private const int Writers = 16;
    private const int AppendsBeforeDisposal = 200;
    private const int Minutes = 60_000;

    private readonly TaskCompletionSource enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int appended;

    [Fact(Timeout = 2 * Minutes)]
    public async Task Every_append_in_flight_succeeds_or_says_that_the_store_is_disposed()
    {
        var store = OpenStore();
        var stream = NewStream();
        var writing = Together.RunAsync(Writers, _ => AppendUntilDisposedAsync(store, stream));

        await enough.Task;
        await Task.WhenAll(store.DisposeAsync().AsTask(), store.DisposeAsync().AsTask());
        var versions = (await writing).SelectMany(each => each).Order().ToArray();

        versions.Should().OnlyHaveUniqueItems("no two appends got the same version");
        versions.Length.Should().BeGreaterThanOrEqualTo(AppendsBeforeDisposal);
    }

    private async Task<List<long>> AppendUntilDisposedAsync(IEventStore store, StreamId stream)
    {
        var versions = new List<long>();
        try
        {
            while (true)
            {
                versions.Add((await store.AppendAsync(stream, Any, ANote())).Version);
                if (Interlocked.Increment(ref appended) == AppendsBeforeDisposal)
                {
                    enough.SetResult();
                }

                await Task.Yield();
            }
        }
        catch (ObjectDisposedException)
        {
            return versions;
        }
    }
}
