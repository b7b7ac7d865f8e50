using EventStore.Conflicts.PostgreSql.Load;
using EventStore.Conflicts.PostgreSql.Load.Checking;

namespace EventStore.Conflicts.PostgreSql.Tests.Load;

/// <summary>The check of the load finds what is wrong: here it is told so.</summary>
public sealed class StoreCheckTests
{
    // Two streams that take turns.
    private static readonly LoggedEvent[] Right = [.. Enumerable.Range(0, 8).Select(number =>
        new LoggedEvent(Guid.CreateVersion7(), new StreamId($"s-{number % 2}"), 1 + (number / 2), new GlobalPosition(1, 700 + (ulong)number, 1)))];

    private readonly List<LoggedEvent> stored = [.. Right];
    private readonly List<LoggedEvent> told = [.. Right];
    private readonly List<LoggedEvent> seen = [.. Right];

    [Fact]
    public async Task Nothing_is_wrong_in_whichever_order_they_were_told_also_when_a_position_was_not_or_two_were_told_the_same()
    {
        told.Reverse();
        told[3] = told[3] with { Position = null };
        told.Add(Right[0]);

        (await ProblemsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task What_was_acknowledged_and_is_missing()
    {
        stored.RemoveAt(7);

        (await ProblemsAsync()).Should().BeEquivalentTo($"Acknowledged, and not there: {Right[7]}", $"Seen by the follower, and not there, or again: {Right[7]}");
    }

    [Fact]
    public async Task What_is_there_and_was_not_acknowledged()
    {
        told.RemoveAt(2);

        (await ProblemsAsync()).Should().Equal($"There without having been acknowledged, or twice: {Right[2]}");
    }

    [Fact]
    public async Task What_is_there_twice()
    {
        var again = Right[7] with { Version = 5, Position = new GlobalPosition(1, 800, 1) };
        stored.Add(again);
        seen.Add(again);

        (await ProblemsAsync()).Should().Equal($"There without having been acknowledged, or twice: {again}");
    }

    [Theory]
    [InlineData("s-1", 2, 702)]
    [InlineData("s-0", 3, 702)]
    [InlineData("s-0", 2, 703)]
    public async Task What_is_not_where_it_was_said_to_be(string stream, long version, ulong transaction)
    {
        told[2] = Right[2] with { Stream = new StreamId(stream), Version = version, Position = new GlobalPosition(1, transaction, 1) };

        (await ProblemsAsync()).Should().Equal($"Not where it was said to be: {Right[2]} is {told[2]}");
    }

    [Fact]
    public async Task Versions_that_are_not_in_the_order_of_the_positions()
    {
        foreach (var list in (List<LoggedEvent>[])[stored, told, seen])
        {
            (list[0], list[2]) = (Right[2] with { Position = Right[0].Position }, Right[0] with { Position = Right[2].Position });
        }

        (await ProblemsAsync()).Should().Equal($"Not version 1: {stored[0]}", $"Not version 3: {stored[2]}", $"Not version 2: {stored[4]}");
    }

    [Fact]
    public async Task What_the_follower_never_saw()
    {
        seen.RemoveAt(4);

        (await ProblemsAsync()).Should().Equal($"Never seen by the follower: {Right[4]}");
    }

    [Fact]
    public async Task What_the_follower_saw_twice()
    {
        seen.Insert(4, Right[3]);

        (await ProblemsAsync()).Should().Equal($"Seen by the follower, and not there, or again: {Right[3]}");
    }

    [Fact]
    public async Task The_first_are_told_and_all_are_counted()
    {
        var problems = new Problems();

        await new StoreCheck(problems).RunAsync(Array.Empty<LoggedEvent>().ToAsyncEnumerable(), told, seen);

        problems.Count.Should().Be(16);
        problems.First.Should().HaveCount(10);
    }

    private async Task<IEnumerable<string>> ProblemsAsync()
    {
        var problems = new Problems();
        (await new StoreCheck(problems).RunAsync(stored.ToAsyncEnumerable(), told, seen)).Should().Be(stored.Count);
        problems.Count.Should().Be(problems.First.Count());
        return problems.First;
    }
}
