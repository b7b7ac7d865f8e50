using System.Runtime.CompilerServices;

namespace EventStore.Conflicts.Tests.Resilience;

/// <summary>
/// A store that fails by a script: each call, and each event of a read, takes the next entry and throws it; null, and the end of the script, is
/// success.
/// </summary>
internal sealed class ScriptedStore(params Exception?[] script) : IEventStore
{
    private readonly Queue<Exception?> script = new(script);

    internal int Calls { get; private set; }

    internal int Disposals { get; private set; }

    /// <summary>The events of each append that was tried, by reference.</summary>
    internal List<NewEvent[]> Sent { get; } = [];

    /// <summary>How each read was opened.</summary>
    internal List<string> Opened { get; } = [];

    /// <summary>What reads give.</summary>
    internal IReadOnlyList<RecordedEvent> Events { get; init; } = [];

    internal AppendResult Answer { get; init; } = new() { Outcome = AppendOutcome.Appended, Version = 1, Next = ExpectedVersion.Exactly(1) };

    /// <summary>Runs inside each call, before it fails or succeeds.</summary>
    internal Action? OnCall { get; init; }

    public async Task<AppendResult> AppendToStreamAsync(
        StreamId stream, ExpectedVersion expected, IReadOnlyList<NewEvent> events, AppendOptions? options = null, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        Sent.Add([.. events]);
        Step();
        return Answer;
    }

    public IAsyncEnumerable<RecordedEvent> ReadStreamAsync(
        StreamId stream,
        ReadDirection direction = ReadDirection.Forwards,
        long? fromVersion = null,
        long? maxCount = null,
        CancellationToken cancellationToken = default) =>
        Read(
            $"{direction} from {Shown(fromVersion)} max {Shown(maxCount)}",
            direction == ReadDirection.Forwards
                ? Events.Where(each => each.Version >= (fromVersion ?? 1))
                : Events.Reverse().Where(each => each.Version <= (fromVersion ?? long.MaxValue)),
            maxCount,
            cancellationToken);

    public IAsyncEnumerable<RecordedEvent> ReadAllAsync(
        GlobalPosition? after = null, long? maxCount = null, CancellationToken cancellationToken = default) =>
        Read(
            $"after {Shown(after)} max {Shown(maxCount)}",
            Events.Where(each => each.Position > (after ?? GlobalPosition.Start)),
            maxCount,
            cancellationToken);

    public Task<long> GetStreamVersionAsync(StreamId stream, CancellationToken cancellationToken = default) => AnswerAsync(7L);

    public Task<RecordedEvent?> FindEventAsync(Guid eventId, CancellationToken cancellationToken = default) => AnswerAsync(Events.Count == 0 ? null : Events[0]);

    public Task<EventKey?> FindEventKeyAsync(Guid eventId, CancellationToken cancellationToken = default) => AnswerAsync<EventKey?>(null);

    public Task<StreamPage> ListStreamsAsync(
        string prefix = "", StreamId? after = null, int maxCount = 100, CancellationToken cancellationToken = default) =>
        AnswerAsync(new StreamPage([], Continuation: null));

    public Task WaitUntilVisibleAsync(GlobalPosition position, CancellationToken cancellationToken = default) => AnswerAsync(true);

    public void Dispose() => Disposals++;

    public ValueTask DisposeAsync()
    {
        Disposals++;
        return ValueTask.CompletedTask;
    }

    private static string Shown<T>(T? given)
        where T : struct => given is { } value ? $"{value}" : "-";

    private async Task<T> AnswerAsync<T>(T answer)
    {
        await Task.Yield();
        Step();
        return answer;
    }

    private async IAsyncEnumerable<RecordedEvent> Read(
        string opened, IEnumerable<RecordedEvent> events, long? maxCount, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Opened.Add(opened);
        foreach (var each in events.Take((int)(maxCount ?? int.MaxValue)))
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            Step();
            yield return each;
        }

        // The end has to be read too.
        Step();
    }

    private void Step()
    {
        Calls++;
        OnCall?.Invoke();
        if (script.TryDequeue(out var failure) && failure is not null)
        {
            throw failure;
        }
    }
}
