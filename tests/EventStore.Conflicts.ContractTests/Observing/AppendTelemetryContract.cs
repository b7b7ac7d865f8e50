using System.Diagnostics;

namespace EventStore.Conflicts.ContractTests;

/// <summary>What listeners hear of appends: an activity and measurements for each, however it ends.</summary>
public abstract class AppendTelemetryContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private const string Outcome = "eventstore.append.outcome";

    private readonly IEventStore store;

    protected AppendTelemetryContract() => store = OpenStore(rules =>
    {
        rules.For<MeetingNoteAdded>().NeverConflicts();
        rules.For<ArticleDiscontinued>().ConflictsWithItself().ResolveWith((_, _) => Resolution.Drop);
    });

    [Fact]
    public async Task Appends_are_counted_and_timed_by_how_they_ended()
    {
        using var recording = new TelemetryRecording();

        var (outcomes, _) = await EndInEveryWayAsync();

        var appends = recording.Of("eventstore.appends");
        appends.Select(each => each.Tag(Outcome)).Should().Equal(outcomes);
        appends.Should().OnlyContain(each => each.Value == 1);
        var durations = recording.Of("eventstore.append.duration");
        durations.Select(each => each.Tag(Outcome)).Should().Equal(outcomes);
        durations.Should().OnlyContain(each => each.Value >= 0 && each.Value < 600, "they are seconds");
    }

    [Fact]
    public async Task Failures_and_only_they_have_their_type()
    {
        using var recording = new TelemetryRecording();

        var (_, failures) = await EndInEveryWayAsync();

        recording.Of("eventstore.appends").Select(each => each.Tag("error.type")).Should().Equal(failures.Select(failure => failure?.FullName));
        recording.Of("eventstore.append.duration").Select(each => each.Tag("error.type")).Should().Equal(failures.Select(failure => failure?.FullName));
        recording.Activities.Select(each => each.GetTagItem("error.type")).Should().Equal(failures.Select(failure => failure?.FullName));
        recording.Activities.Select(each => each.Status).Should().Equal(
            failures.Select(failure => failure is null ? ActivityStatusCode.Unset : ActivityStatusCode.Error));
    }

    [Fact]
    public async Task An_append_that_its_caller_gave_up_is_cancelled()
    {
        using var recording = new TelemetryRecording();
        using var givingUp = new CancellationTokenSource();
        var asking = OpenStore(rules => rules.For<PriceChanged>().ConflictsWithItself().When((_, _) =>
        {
            givingUp.Cancel();
            return false;
        }));
        var article = await StreamOfAsync(asking, APriceChange());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => asking.AppendToStreamAsync(article, Exactly(0), [APriceChange()], cancellationToken: givingUp.Token));

        recording.Of("eventstore.appends").Select(each => each.Tag(Outcome)).Should().Equal("appended", "cancelled");
    }

    [Fact]
    public async Task Events_are_counted_where_they_are_written()
    {
        using var recording = new TelemetryRecording();
        var note = ANote();
        var client = await StreamOfAsync(store, note, ANote());
        await store.AppendAsync(client, Exactly(0), ANote(), ANote(), ANote());
        await store.AppendAsync(client, Exactly(0), note);
        await RefusedAsync<StreamConflictException>(store, client, Exactly(0), ARaise());
        await store.AppendAsync(client, Exactly(5));

        recording.Of("eventstore.events").Select(each => each.Value).Should().Equal(2, 3);
    }

    [Fact]
    public async Task An_append_is_an_activity_that_says_what_it_did()
    {
        using var recording = new TelemetryRecording();
        using var caller = new Activity("caller").Start();
        var client = await StreamOfAsync(store, ARaise(), ARaise(), ARaise());

        await store.AppendAsync(client, Exactly(1), ANote(), ANote());

        var activity = recording.Activities.Should().HaveCount(2).And.Subject.Last();
        (activity.OperationName, activity.Kind, activity.ParentId).Should().Be(("eventstore.append", ActivityKind.Internal, caller.Id));
        activity.Source.Version.Should().MatchRegex(@"^\d+\.\d+\.\d+$");
        activity.TagObjects.Select(tag => (tag.Key, tag.Value)).Should().BeEquivalentTo(new (string, object?)[]
        {
            ("eventstore.stream.id", client.Value),
            ("eventstore.append.expected", "1"),
            ("eventstore.append.events", 2),
            (Outcome, "admitted"),
            ("eventstore.append.behind", 2L),
        });
        Activity.Current.Should().BeSameAs(caller);
    }

    [Fact]
    public async Task A_refusal_is_an_error_that_says_how_far_behind_it_was()
    {
        using var recording = new TelemetryRecording();
        var client = await StreamOfAsync(store, ARaise(), ARaise());

        var refusal = await RefusedAsync<StreamConflictException>(store, client, Exactly(0), ARaise());

        var activity = recording.Activities.Last();
        (activity.Status, activity.StatusDescription).Should().Be((ActivityStatusCode.Error, refusal.Message));
        (activity.GetTagItem(Outcome), activity.GetTagItem("eventstore.append.behind")).Should().Be(("conflict", 2L));
    }

    [Fact]
    public async Task What_is_not_stale_says_nothing_of_being_behind()
    {
        using var recording = new TelemetryRecording();
        var client = await StreamOfAsync(store, ARaise());
        await store.AppendAsync(client, Any, ARaise());
        await RefusedAsync<WrongExpectedVersionException>(store, client, NoStream, ARaise());

        recording.Activities.Select(each => each.GetTagItem("eventstore.append.behind")).Should().HaveCount(3).And.OnlyContain(behind => behind == null);
    }

    /// <summary>Ends an append in each way that needs no broken engine, and says how and with which exception.</summary>
    private async Task<(IReadOnlyList<string> Outcomes, IReadOnlyList<Type?> Failures)> EndInEveryWayAsync()
    {
        var stored = ANote();
        var client = NewStream();
        (string Outcome, Type? Failure, Func<Task> Append)[] ways =
        [
            ("appended", null, () => store.AppendAsync(client, NoStream, stored, ADiscontinuation())),
            ("admitted", null, () => store.AppendAsync(client, Exactly(0), ANote())),
            ("already_appended", null, () => store.AppendAsync(client, Exactly(0), stored)),
            ("dropped", null, () => store.AppendAsync(client, Exactly(1), ADiscontinuation())),
            ("conflict", typeof(StreamConflictException), () => store.AppendAsync(client, Exactly(0), ARaise())),
            ("wrong_version", typeof(WrongExpectedVersionException), () => store.AppendAsync(client, NoStream, ANote())),
            ("duplicate", typeof(DuplicateEventException), () => store.AppendAsync(NewStream(), NoStream, stored)),
            ("invalid", typeof(ArgumentException), () => store.AppendAsync(default, NoStream, ANote())),
        ];
        foreach (var (_, failure, append) in ways)
        {
            (await Record.ExceptionAsync(append))?.GetType().Should().Be(failure);
        }

        return ([.. ways.Select(way => way.Outcome)], [.. ways.Select(way => way.Failure)]);
    }
}
