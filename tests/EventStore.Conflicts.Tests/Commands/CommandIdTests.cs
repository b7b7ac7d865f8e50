using EventStore.Conflicts.Commands;
using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.Tests.Commands;

/// <summary>The ids of a command's events: what redelivered commands are recognised by, in every later release too.</summary>
public sealed class CommandIdTests : CommandTest
{
    private static readonly Guid SevenId = Guid.Parse("0198a1b2-c3d4-7123-8456-789abcdef012");
    private static readonly Guid FourId = Guid.Parse("4fe1c2b3-5a6d-4e7f-9a8b-0c1d2e3f4a5b");

    [Fact]
    public async Task They_never_change()
    {
        (await IdsAsync(SevenId, Stream)).Should().Equal(
            Guid.Parse("0198a1b2-c3d4-7947-8907-a5e5d94762c1"), Guid.Parse("0198a1b2-c3d4-7235-aa2e-02e282bfbd4c"));
        (await IdsAsync(FourId, Stream)).Should().Equal(
            Guid.Parse("5c3112ce-b4c7-8e92-bd9e-29734ef66a1a"), Guid.Parse("0ad56fc7-0b61-8632-a9b3-e7a2717adc70"));
    }

    [Fact]
    public async Task They_differ_by_command_stream_and_index()
    {
        var ids = new List<Guid>();
        foreach (var (command, stream) in new[] { (SevenId, "a"), (FourId, "a"), (SevenId, "b"), (Guid.Parse("0198a1b2-c3d4-7123-8456-789abcdef013"), "a") })
        {
            ids.AddRange(await IdsAsync(command, new StreamId(stream)));
        }

        ids.Should().HaveCount(8).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_new_command_id_leads_to_ids_with_its_timestamp_and_of_its_kind()
    {
        var command = Guid.CreateVersion7(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

        (await IdsAsync(command, Stream)).Should().OnlyContain(id =>
            id.Version == 7 && (id.Variant & 0b1100) == 0b1000 && string.Equals(id.ToString().Substring(0, 13), command.ToString().Substring(0, 13), StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_somebody_elses_event_has_in_another_stream_is_told_before_anything_is_decided()
    {
        var taken = Guid.Parse("5c3112ce-b4c7-8e92-bd9e-29734ef66a1a");
        await Store.AppendAsync(new StreamId("elsewhere"), ExpectedVersion.Any, new NewEvent(new Deposited(1), taken));

        var clash = await Assert.ThrowsAsync<DuplicateEventException>(() => Commands().ExecuteAsync(
            Stream,
            Account.Fold,
            (Func<Account, IEnumerable<object>>)(_ => throw new InvalidOperationException("decided")),
            new CommandSettings { CommandId = FourId },
            Token));

        (clash.Stream, clash.Existing.Stream, clash.Existing.Id).Should().Be((Stream, new StreamId("elsewhere"), taken));
    }

    /// <summary>The ids of the two events of a command.</summary>
    private async Task<IEnumerable<Guid>> IdsAsync(Guid command, StreamId stream)
    {
        var watched = new WatchedStore(Store);
        await Commands(store: watched).ExecuteAsync(
            stream, Account.Fold, _ => [new Deposited(1), new Deposited(2)], new CommandSettings { CommandId = command }, Token);
        return watched.Appends.Single().Events.Select(each => each.Id);
    }
}
