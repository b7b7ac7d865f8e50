using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.Sqlite;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.PostgreSql.Tests.Documentation;

/// <summary>What docs/moving.md says of a store that moves from a file to a server.</summary>
public sealed class MoveFromSqliteTests : StoreTest
{
    private DirectoryInfo? folder;

    [Fact]
    public async Task Everything_but_positions_arrives_also_what_is_written_meanwhile_and_the_application_goes_on()
    {
        await using var server = OpenStorage();
        folder = Directory.CreateTempSubdirectory("eventstore-");
        var path = Path.Combine(folder.FullName, "store.db");
        await using var file = SqliteEventStorage.Open(path);
        await using (var random = await RandomStores.CreateAsync(seed: 5, appends: 1_000))
        {
            await random.CopyToAsync(file, cancellationToken: Token);
        }

        var application = OpenStore(file);
        var read = await application.AppendAsync(Stream, NoStream, ANote());
        var steps = new Steps();
        await using (var source = SqliteEventStorage.Open(path, new SqliteOptions { ReadOnly = true }))
        {
            var first = await source.CopyToAsync(server, steps, Token);
            var meanwhile = ARaise();
            await application.AppendAsync(Stream, Exactly(1), meanwhile);
            var second = await source.CopyToAsync(server, cancellationToken: Token);
            var third = await source.CopyToAsync(server, cancellationToken: Token);

            steps.Reported.Should().HaveCountGreaterThan(2).And.OnlyContain(so => so.Total == first.Total);
            steps.Reported.Select(so => so.Copied).Should().BeInAscendingOrder().And.EndWith(first.Total);
            (second.AlreadyThere, second.Copied).Should().Be((first.Total, 1));
            (third.AlreadyThere, third.Copied).Should().Be((second.Total, 0));
            (await server.CopiedContentsAsync(source)).Should().Equal(await source.ContentsAsync());
            first.Dropped.Should().BePositive();

            var moved = OpenStore(server, rules => rules.For<MeetingNoteAdded>().NeverConflicts());
            (await moved.AppendAsync(Stream, read.Next, ANote())).Should().Match<AppendResult>(each => each.Outcome == AppendOutcome.Admitted && each.Version == 3);
            (await moved.AppendAsync(Stream, Exactly(1), meanwhile)).Should().Match<AppendResult>(each => each.Outcome == AppendOutcome.AlreadyAppended && each.Version == 2);
        }
    }

    protected override async Task CleanUpAsync()
    {
        await base.CleanUpAsync();
        folder?.Delete(recursive: true);
    }

    /// <summary>Where <see cref="Progress{T}"/> reports by other threads, maybe after the end.</summary>
    private sealed class Steps : IProgress<CopyProgress>
    {
        internal List<CopyProgress> Reported { get; } = [];

        public void Report(CopyProgress value) => Reported.Add(value);
    }
}
