
namespace EventStore.Conflicts.Tests.Serialization;

public sealed class SizeTests
{
    // {"text":"…"} takes 11 bytes around the text.
    private const int Around = 11;

    [Theory]
    [InlineData(100 - Around, true)]
    [InlineData(101 - Around, false)]
    [InlineData(100_000, false)]
    public async Task One_event_may_have_as_many_bytes_as_its_cap_and_no_more(int length, bool fits)
    {
        await using var store = Open(new EventStoreLimits { MaxBytesPerEvent = 100 });
        var text = new string('x', length);

        await AppendsOrNot(store, fits, "*'mutable'*at most 100*", new NewEvent(new Mutable { Text = text }));
        await AppendsOrNot(store, fits, "*'imported'*at most 100*", Opened.Raw("imported", $$"""{"text":"{{text}}"}"""));
    }

    [Fact]
    public async Task Metadata_counts_towards_the_size_of_an_event()
    {
        await using var store = Open(new EventStoreLimits { MaxBytesPerEvent = 100 });
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["user"] = new('x', 90) };

        await AppendsOrNot(store, fits: false, "*at most 100*", new NewEvent(new Mutable(), metadata: new EventMetadata { Headers = headers }));
    }

    [Fact]
    public async Task An_append_may_have_as_many_bytes_as_its_cap_and_no_more()
    {
        await using var store = Open(new EventStoreLimits { MaxBytesPerAppend = 40 });
        var twenty = new string('x', 20 - Around);

        await AppendsOrNot(store, fits: true, "", [.. Enumerable.Range(0, 2).Select(_ => new NewEvent(new Mutable { Text = twenty }))]);
        await AppendsOrNot(store, fits: false, "*60 bytes*index 2*at most 40*", [.. Enumerable.Range(0, 3).Select(_ => new NewEvent(new Mutable { Text = twenty }))]);
    }

    [Fact]
    public async Task An_append_may_have_as_many_events_as_its_cap_and_no_more()
    {
        await using var store = Open(new EventStoreLimits { MaxEventsPerAppend = 3 });

        await AppendsOrNot(store, fits: true, "", [.. Enumerable.Range(0, 3).Select(_ => new NewEvent(new Mutable()))]);
        await AppendsOrNot(store, fits: false, "*4 events*at most 3*", [.. Enumerable.Range(0, 4).Select(_ => new NewEvent(new Mutable()))]);
    }

    [Fact]
    public async Task An_endless_payload_is_stopped_at_the_cap()
    {
        await using var store = Opened.InMemory(
            types => types.Map<Endless>("endless"), builder => builder.UseLimits(new EventStoreLimits { MaxBytesPerEvent = 100_000 }));

        await AppendsOrNot(store, fits: false, "*'endless'*more than 100,000*", new NewEvent(new Endless()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_is_allocated_for_a_text_that_is_far_too_long(bool inMetadata)
    {
        const int Far = 50_000_000;
        await using var store = Open(new EventStoreLimits { MaxBytesPerEvent = 100_000 });
        var text = new string('x', Far);
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["text"] = text };
        var large = inMetadata ? new NewEvent(new Mutable(), metadata: new EventMetadata { Headers = headers }) : new NewEvent(new Mutable { Text = text });
        var before = GC.GetAllocatedBytesForCurrentThread();

        // Serialisation happens on the caller's thread, before anything is awaited.
        var append = store.AppendToStreamAsync(Opened.Stream, ExpectedVersion.Any, [large], cancellationToken: TestContext.Current.CancellationToken);

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        await FluentActions.Awaiting(() => append).Should().ThrowAsync<ArgumentException>().WithMessage("*more than 100,000*");
        allocated.Should().BeLessThan(Far / 10);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void A_limit_out_of_its_bounds_is_refused_by_name(int value)
    {
        foreach (var (limit, name) in new (Func<EventStoreLimits>, string)[]
        {
            (() => new EventStoreLimits { MaxEventsPerAppend = value }, nameof(EventStoreLimits.MaxEventsPerAppend)),
            (() => new EventStoreLimits { MaxBytesPerEvent = value }, nameof(EventStoreLimits.MaxBytesPerEvent)),
            (() => new EventStoreLimits { MaxBytesPerAppend = value }, nameof(EventStoreLimits.MaxBytesPerAppend)),
            (() => new EventStoreLimits { MaxJsonDepth = value }, nameof(EventStoreLimits.MaxJsonDepth)),
            (() => new EventStoreLimits { MaxReportedConflicts = value }, nameof(EventStoreLimits.MaxReportedConflicts)),
        })
        {
            limit.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(name).WithMessage($"{name} is {value}; it must be from 1 to *");
        }
    }

    private static IEventStore Open(EventStoreLimits limits) =>
        Opened.InMemory(types => types.Map<Mutable>("mutable"), builder => builder.UseLimits(limits));

    private static async Task AppendsOrNot(IEventStore store, bool fits, string message, params NewEvent[] events)
    {
        var before = await store.VersionAsync();
        var append = store.Awaiting(each => each.AppendAsync(events));
        if (fits)
        {
            await append.Should().NotThrowAsync();
        }
        else
        {
            await append.Should().ThrowAsync<ArgumentException>().WithMessage(message);
        }

        (await store.VersionAsync()).Should().Be(fits ? before + events.Length : before);
    }

    private sealed class Endless
    {
        private readonly string again = "and on";

        public IEnumerable<string> Text
        {
            get
            {
                while (true)
                {
                    yield return again;
                }
            }
        }
    }
}
