using System.Text;
using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Torture.Victims;
using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Tests;

public sealed class JournalTests
{
    private static readonly Batch Batch = new(new StreamId("s"), [new SentEvent(Guid.CreateVersion7(), "a", new Payload(1, 2, 3))]);

    private static readonly Call Answered = new()
    {
        Worker = 1,
        Number = 7,
        Batch = 0,
        Expected = ExpectedVersion.Exactly(4),
        Start = 10,
        End = 20,
        Outcome = CallOutcome.Appended,
        Versions = new VersionRange(5, 5),
        Position = GlobalPosition.Parse("3", provider: null),
    };

    private static readonly Call Begun = Past.InDoubt(Answered);

    [Fact]
    public void Of_a_call_the_last_word_counts()
    {
        var past = Journal.Read(Written(journal =>
        {
            journal.Write(Batch);
            journal.Write(Begun);
            journal.Write(Begun with { Number = 8 });
            journal.Write(Answered);
        }));

        past.Batches.Should().ContainSingle().Which.Should().BeEquivalentTo(Batch);
        past.Calls.Should().Equal(Answered, Begun with { Number = 8 });
    }

    [Fact]
    public void A_torn_last_line_says_nothing_wherever_it_is_torn()
    {
        var (first, torn) = (Written(journal => journal.Write(Begun)).Single(), Written(journal => journal.Write(Answered)).Single());

        for (var length = 0; length < torn.Length; length++)
        {
            Journal.Read([first, torn[..length]]).Calls.Should().Equal(Begun);
        }
    }

    [Fact]
    public void An_answer_is_the_end_of_a_call_and_neither_its_beginning_nor_a_batch()
    {
        var lines = Written(journal =>
        {
            journal.Write(Batch);
            journal.Write(Begun);
            journal.Write(Answered);
            journal.Write(Answered with { Outcome = CallOutcome.Unknown, Versions = null, Position = null });
        });

        lines.Select(Journal.IsAnswer).Should().Equal(false, false, true, true);
    }

    [Fact]
    public void Lines_of_many_threads_are_whole()
    {
        var lines = Written(journal => Parallel.For(0, 1_000, number => journal.Write(Answered with { Number = number })));

        Journal.Read(lines).Calls.Select(call => call.Number).Should().BeEquivalentTo(Enumerable.Range(0, 1_000));
    }

    private static string[] Written(Action<Journal> write)
    {
        using var output = new MemoryStream();
        write(new Journal(output));
        return Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
