using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.ContractTests;

/// <summary>
/// The verdict "ask": the engine writes nothing and says up to which version there is something to look at; once that is answered, only a new event
/// of an asked type can send the append round again.
/// </summary>
public abstract class AskVerdictContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private static readonly AppendCondition Condition = AppendCondition.Create(
        Verdict.Admit,
        [KeyValuePair.Create("asked", Verdict.Ask), KeyValuePair.Create("asked-too", Verdict.Ask), KeyValuePair.Create("refused", Verdict.Refuse)]);

    private readonly StreamId stream = NewStream();

    private IEventStorage Storage => Engine.Storage;

    [Fact]
    public async Task A_concurrent_event_of_an_asked_type_asks_with_the_head_and_writes_nothing()
    {
        await Storage.AppendTypesAsync(stream, "harmless", "asked", "harmless");

        var result = await Storage.AppendMineAsync(stream, Exactly(1), Condition);

        result.Status.Should().Be(StorageAppendStatus.Ask);
        result.Head.Should().Be(3);
        (await Storage.TypesAsync(stream)).Should().HaveCount(3);
    }

    [Fact]
    public async Task An_asked_type_that_the_caller_had_seen_asks_nothing()
    {
        await Storage.AppendTypesAsync(stream, "asked", "harmless");

        (await Storage.AppendMineAsync(stream, Exactly(1), Condition)).Status.Should().Be(StorageAppendStatus.Written);
    }

    [Fact]
    public async Task Answered_through_the_head_it_is_written()
    {
        await Storage.AppendTypesAsync(stream, "asked", "asked-too", "harmless");

        var result = await Storage.AppendMineAsync(stream, Exactly(0), Condition, answeredThrough: 3);

        result.Status.Should().Be(StorageAppendStatus.Written);
        result.Versions.Should().Be(new VersionRange(4, 4));
        result.Head.Should().Be(3);
    }

    [Fact]
    public async Task A_new_event_of_an_asked_type_asks_again_with_the_new_head()
    {
        await Storage.AppendTypesAsync(stream, "asked", "harmless", "asked-too", "harmless");

        var result = await Storage.AppendMineAsync(stream, Exactly(0), Condition, answeredThrough: 2);

        result.Status.Should().Be(StorageAppendStatus.Ask);
        result.Head.Should().Be(4);
    }

    [Fact]
    public async Task New_events_of_other_types_do_not_ask_again()
    {
        await Storage.AppendTypesAsync(stream, "asked", "harmless", "harmless-too");

        (await Storage.AppendMineAsync(stream, Exactly(0), Condition, answeredThrough: 1)).Status.Should().Be(StorageAppendStatus.Written);
    }

    [Theory]
    [InlineData("asked", "refused", 3)]
    [InlineData("refused", "asked", 2)]
    public async Task Refused_beats_asked_whichever_comes_first(string first, string second, long firstRefused)
    {
        await Storage.AppendTypesAsync(stream, "harmless", first, second);

        var result = await Storage.AppendMineAsync(stream, Exactly(0), Condition);

        result.Status.Should().Be(StorageAppendStatus.Refused);
        result.Head.Should().Be(3);
        result.FirstRefused.Should().Be(firstRefused);
        (await Storage.TypesAsync(stream)).Should().HaveCount(3);
    }

    [Fact]
    public async Task A_new_event_of_a_refused_type_refuses_what_was_answered()
    {
        await Storage.AppendTypesAsync(stream, "asked", "refused");

        (await Storage.AppendMineAsync(stream, Exactly(0), Condition, answeredThrough: 1)).Status.Should().Be(StorageAppendStatus.Refused);
    }

    [Fact]
    public async Task An_answer_does_not_settle_a_refusal()
    {
        await Storage.AppendTypesAsync(stream, "refused");

        (await Storage.AppendMineAsync(stream, Exactly(0), Condition, answeredThrough: 1)).Status.Should().Be(StorageAppendStatus.Refused);
    }

    [Fact]
    public async Task Asking_can_be_the_exception_to_refusing_and_the_rule_for_all_other_types()
    {
        var refuseAllOthers = AppendCondition.Create(Verdict.Refuse, [KeyValuePair.Create("asked", Verdict.Ask)]);
        var askAllOthers = AppendCondition.Create(Verdict.Ask, [KeyValuePair.Create("harmless", Verdict.Admit)]);
        await Storage.AppendTypesAsync(stream, "asked", "asked");

        (await Storage.AppendMineAsync(stream, Exactly(0), refuseAllOthers)).Status.Should().Be(StorageAppendStatus.Ask);
        (await Storage.AppendMineAsync(stream, Exactly(0), askAllOthers)).Status.Should().Be(StorageAppendStatus.Ask);
        await Storage.AppendTypesAsync(stream, "harmless");
        (await Storage.AppendMineAsync(stream, Exactly(0), refuseAllOthers, answeredThrough: 2)).Status.Should().Be(StorageAppendStatus.Refused);
        (await Storage.AppendMineAsync(stream, Exactly(0), askAllOthers, answeredThrough: 2)).Status.Should().Be(StorageAppendStatus.Written);
    }

    [Fact]
    public async Task Anything_after_a_decision_refuses_where_an_earlier_event_would_ask()
    {
        await Storage.AppendTypesAsync(stream, "asked", "harmless");

        var late = await Storage.AppendMineAsync(stream, DecidedAt(1, seen: 0), Condition);

        late.Status.Should().Be(StorageAppendStatus.Refused);
        late.FirstRefused.Should().Be(2);
        (await Storage.AppendMineAsync(stream, DecidedAt(2, seen: 0), Condition)).Status.Should().Be(StorageAppendStatus.Ask);
        (await Storage.AppendMineAsync(stream, DecidedAt(2, seen: 0), Condition, answeredThrough: 2)).Status.Should().Be(StorageAppendStatus.Written);
    }

    [Fact]
    public async Task Nobody_is_asked_about_the_callers_own_events()
    {
        var store = OpenStore(rules => rules.For("asked").NeverConflicts());
        await Storage.AppendTypesAsync(stream, "harmless");
        var own = await store.AppendAsync(stream, Exactly(0), ARawEvent("asked"));

        (await Storage.AppendMineAsync(stream, own.Next, Condition)).Status.Should().Be(StorageAppendStatus.Written);
        await Storage.AppendTypesAsync(stream, "asked");
        (await Storage.AppendMineAsync(stream, own.Next, Condition)).Status.Should().Be(StorageAppendStatus.Ask);
    }

    [Fact]
    public async Task Assertions_that_consult_no_condition_are_never_asked()
    {
        await Storage.AppendTypesAsync(stream, "asked");

        (await Storage.AppendMineAsync(stream, NoStream, Condition)).Status.Should().Be(StorageAppendStatus.WrongVersion);
        (await Storage.AppendMineAsync(stream, Any, Condition)).Status.Should().Be(StorageAppendStatus.Written);
        (await Storage.AppendMineAsync(stream, StreamExists, Condition)).Status.Should().Be(StorageAppendStatus.Written);
    }
}
