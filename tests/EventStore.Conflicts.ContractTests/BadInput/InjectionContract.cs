namespace EventStore.Conflicts.ContractTests;

/// <summary>No text that is given to a store becomes SQL: it comes back as it was, by every member that takes one, and nothing beside it changes.</summary>
public abstract class InjectionContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly IEventStore store;

    protected InjectionContract() => store = OpenStore();

    [Theory]
    [MemberData(nameof(Injections.All), MemberType = typeof(Injections))]
    public async Task A_text_is_a_text_wherever_it_is_given(string text)
    {
        var neighbour = await StreamOfAsync(store, ANote());
        var stream = new StreamId($"{text} {Guid.NewGuid():N}");
        var sent = NewEvent.Raw(text, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(text), metadata: new EventMetadata
        {
            CorrelationId = text,
            CausationId = text,
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { [text] = text },
        });

        (await store.AppendAsync(stream, NoStream, sent)).Version.Should().Be(1);

        foreach (var read in new[] { await store.ReadSingleAsync(stream), (await store.FindEventAsync(sent.Id, Token))!, (await store.ReadAsync(stream, ReadDirection.Backwards))[0] })
        {
            (read.Stream, read.Type, read.Metadata.CorrelationId, read.Metadata.CausationId).Should().Be((stream, text, text, text));
            read.Metadata.Headers.Should().Equal(sent.Metadata.Headers);
            read.RawData.ToArray().Should().Equal(sent.RawData.ToArray());
        }

        (await store.FindEventKeyAsync(sent.Id, Token))!.Value.Type.Should().Be(text);
        (await store.GetStreamVersionAsync(stream, Token)).Should().Be(1);
        (await store.GetStreamVersionAsync(new StreamId(text), Token)).Should().Be(0);
        await store.ReadAsync(new StreamId(text));
        (await store.ReadAsync(neighbour)).Should().ContainSingle();
    }

    [Theory]
    [MemberData(nameof(Injections.All), MemberType = typeof(Injections))]
    public async Task So_it_is_where_streams_are_listed(string text)
    {
        var neighbour = await StreamOfAsync(store, ANote());
        var stream = new StreamId($"{text} {Guid.NewGuid():N}");
        await store.AppendAsync(stream, NoStream, ANote());

        (await store.ListStreamsAsync(text, cancellationToken: Token)).Streams.Should().OnlyContain(each => each.Stream.Value.StartsWith(text, StringComparison.Ordinal))
            .And.Contain(new StreamSummary(stream, 1));
        (await store.ListStreamsAsync(text, after: new StreamId(text), cancellationToken: Token)).Streams.Should().Contain(new StreamSummary(stream, 1));
        await store.ListStreamsAsync(after: new StreamId(text), cancellationToken: Token);
        (await store.ReadAsync(neighbour)).Should().ContainSingle();
    }

    [Theory]
    [MemberData(nameof(Injections.All), MemberType = typeof(Injections))]
    public async Task So_it_is_in_a_rule_and_in_what_a_rule_compares(string text)
    {
        var careful = OpenStore(rules =>
        {
            rules.For(text).ConflictsWithItself().SameBy(text);
            rules.For($"{text} 2").CompatibleOnlyWith([text]);
        });
        var json = System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { [text] = text });
        var stream = await StreamOfAsync(careful, ARawEvent(text, json));

        (await careful.AppendAsync(stream, Exactly(0), ARawEvent($"{text} 2"))).Outcome.Should().Be(AppendOutcome.Admitted);
        var refusal = await RefusedAsync<StreamConflictException>(careful, stream, Exactly(0), ARawEvent(text, json));

        refusal.Conflicts.Should().ContainSingle().Which.ConcurrentType.Should().Be(text);
    }
}
