namespace EventStore.Conflicts.Sqlite.Tests.Writing;

/// <summary>Commits that fail for real: the system refuses to let the log grow, in a process that is only allowed small files.</summary>
public sealed class UnknownOutcomeTests : SqliteTest
{
    private const string InDoubt = "in doubt ";

    private static readonly StreamId Work = new("work");

    // The limit cuts the log at a different place each time: between two frames, or inside one.
    [Theory]
    [InlineData(200)]
    [InlineData(256)]
    [InlineData(259)]
    public async Task A_commit_that_fails_is_unknown_and_sending_its_event_again_settles_it(int kibibytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs a system that refuses to let a file grow beyond a limit, and a shell that sets one.");

        var said = (await Worker.RunWithFileLimitAsync("append", Database, kibibytes, Token)).Split('\n');

        said[^1].Should().StartWith("AppendOutcomeUnknownException");
        said[^2].Should().StartWith(InDoubt);
        var acknowledged = said[..^2];
        acknowledged.Should().NotBeEmpty().And.Equal(Enumerable.Range(1, acknowledged.Length).Select(version => $"{version}"));
        await IsSettledBySendingItAgainAsync(Guid.Parse(said[^2][InDoubt.Length..]), acknowledged.Length);
    }

    private async Task IsSettledBySendingItAgainAsync(Guid inDoubt, int acknowledged)
    {
        await using var storage = SqliteEventStorage.Open(Database);
        await using var store = new Configuration.EventStoreBuilder().UseStorage(_ => storage).Build();
        (await storage.CheckIntegrityAsync(Token)).Should().BeEmpty();
        var stored = await store.ReadStreamAsync(Work, cancellationToken: Token).ToListAsync(Token);
        stored.Select(each => each.Version).Should().Equal(Enumerable.Range(1, stored.Count).Select(version => (long)version));
        stored.Count.Should().BeInRange(acknowledged, acknowledged + 1, "what was acknowledged is there, and at most the one in doubt");
        stored.Skip(acknowledged).Select(each => each.Id).Should().BeSubsetOf([inDoubt]);

        var again = NewEvent.Raw("worked", "{}"u8.ToArray(), inDoubt);
        var settled = await store.AppendToStreamAsync(Work, ExpectedVersion.Any, [again], cancellationToken: Token);

        settled.Version.Should().Be(acknowledged + 1);
        settled.Outcome.Should().Be(stored.Count == acknowledged ? AppendOutcome.Appended : AppendOutcome.AlreadyAppended);
        (await store.GetStreamVersionAsync(Work, Token)).Should().Be(acknowledged + 1);
    }
}
