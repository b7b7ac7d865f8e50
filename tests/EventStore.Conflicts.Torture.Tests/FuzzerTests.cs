using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Storage.InMemory;
using EventStore.Conflicts.Torture.Fuzzing;
using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Tests;

/// <summary>The fuzzer finds an engine that changes what it is given, and one that throws what callers don't know.</summary>
public sealed class FuzzerTests
{
    private const int Seeds = 2_000;

    [Fact]
    public async Task A_stream_that_an_engine_names_otherwise_is_found()
    {
        var fuzzing = () => FuzzAsync(append => Copy(append, new StreamId(append.Stream.Value.ToUpperInvariant()), append.Events));

        (await fuzzing.Should().ThrowAsync<FailedSeedException>()).WithMessage("*came back as*");
    }

    [Fact]
    public async Task A_type_that_an_engine_names_otherwise_is_found()
    {
        var fuzzing = () => FuzzAsync(append => Copy(append, append.Stream, [.. append.Events.Select(each => each with { Type = each.Type.ToUpperInvariant() })]));

        (await fuzzing.Should().ThrowAsync<FailedSeedException>()).WithMessage("*came back as*");
    }

    [Fact]
    public async Task An_exception_of_no_type_of_ours_is_found()
    {
        var fuzzing = () => FuzzAsync(_ => throw new KeyNotFoundException());

        await fuzzing.Should().ThrowAsync<FailedSeedException>().WithInnerException(typeof(KeyNotFoundException));
    }

    private static async Task FuzzAsync(Func<StorageAppend, StorageAppend> change)
    {
        await using var storage = new Changing(new InMemoryEventStorage(), change);
        var fuzzer = new Fuzzer(storage, new FuzzFigures());
        for (var seed = 0; seed < Seeds; seed++)
        {
            await fuzzer.RunAsync(seed);
        }
    }

    private static StorageAppend Copy(StorageAppend append, StreamId stream, IReadOnlyList<EncodedEvent> events) =>
        new() { Stream = stream, Expected = append.Expected, Condition = append.Condition, Events = events, AnsweredThrough = append.AnsweredThrough };

    private sealed class Changing(IEventStorage inner, Func<StorageAppend, StorageAppend> change) : ForwardingStorage(inner)
    {
        public override Task<StorageAppendResult> AppendAsync(StorageAppend append, CancellationToken cancellationToken) => base.AppendAsync(change(append), cancellationToken);
    }
}
