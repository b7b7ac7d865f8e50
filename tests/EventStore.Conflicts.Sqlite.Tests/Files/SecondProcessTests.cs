namespace EventStore.Conflicts.Sqlite.Tests.Files;

public sealed class SecondProcessTests : SqliteTest
{
    [Fact]
    public async Task A_second_writing_store_in_this_process_is_refused_and_told_of_PostgreSQL()
    {
        await using var store = OpenStore();
        await AppendAsync(store, Event());

        var open = () => OpenStore();

        open.Should().Throw<EventStoreInUseException>().WithMessage("*PostgreSQL*").Which.Path.Should().Be(Database);
        (await AppendAsync(store, Event())).Version.Should().Be(2, "the first one goes on");
    }

    [Fact]
    public async Task A_second_writing_process_is_refused_and_told_of_PostgreSQL()
    {
        await using var store = OpenStore();
        await AppendAsync(store, Event());

        (await Worker.RunAsync("try", Database, Token)).Should().StartWith("EventStoreInUseException").And.Contain("PostgreSQL");

        (await AppendAsync(store, Event())).Version.Should().Be(2, "the first one goes on");
    }

    [Fact]
    public async Task A_store_of_another_process_is_refused_here()
    {
        using var worker = Worker.Start("hold", Database);
        (await worker.LineAsync(Token)).Should().Be("ready");

        var open = () => OpenStore();

        open.Should().Throw<EventStoreInUseException>();
    }

    [Fact]
    public async Task The_lease_of_a_process_that_died_is_taken_over_at_once()
    {
        using var worker = Worker.Start("hold", Database);
        (await worker.LineAsync(Token)).Should().Be("ready");

        worker.Kill();

        await using var store = OpenStore();
        (await AppendAsync(store, Event())).Version.Should().Be(1);
    }

    [Fact]
    public async Task The_lease_file_is_never_deleted()
    {
        await MakeStoreAsync();

        File.Exists(Database + "-lease").Should().BeTrue();
    }

    [Fact]
    public async Task What_a_killed_process_was_told_is_durable_is_there_and_versions_have_no_hole()
    {
        const int Acknowledged = 200;
        var work = new StreamId("work");
        using (var worker = Worker.Start("append", Database))
        {
            for (var version = 1; version <= Acknowledged; version++)
            {
                (await worker.LineAsync(Token)).Should().Be($"{version}");
            }

            worker.Kill();
        }

        await using var storage = SqliteEventStorage.Open(Database);
        var stored = await storage.ReadStreamAsync(work, ReadDirection.Forwards, null, long.MaxValue, Token).ToListAsync(Token);
        stored.Should().HaveCountGreaterThanOrEqualTo(Acknowledged);
        stored.Select(each => each.Version).Should().Equal(Enumerable.Range(1, stored.Count).Select(version => (long)version));
        (await storage.CheckIntegrityAsync(Token)).Should().BeEmpty();
    }

    [Fact]
    public async Task Another_process_reads_what_this_one_writes()
    {
        await using var store = OpenStore();
        await store.AppendToStreamAsync(new StreamId("work"), ExpectedVersion.NoStream, [Event(), Event()], cancellationToken: Token);

        (await Worker.RunAsync("read", Database, Token)).Should().Be("2");

        await AppendAsync(store, Event());
    }

    [Fact]
    public async Task A_store_opened_for_reading_only_refuses_appends_and_needs_no_lease()
    {
        await using var writing = OpenStore();
        await AppendAsync(writing, Event());
        await using var reading = OpenStore(options => options.ReadOnly = true);

        var append = () => AppendAsync(reading, Event());

        await append.Should().ThrowAsync<InvalidOperationException>().WithMessage("*reading only*");
        (await ReadAsync(reading)).Should().HaveCount(1);
        await AppendAsync(writing, Event());
        (await ReadAsync(reading)).Should().HaveCount(2);
    }

    [Fact]
    public void A_store_that_does_not_exist_is_not_created_by_a_reader()
    {
        var open = () => OpenStore(options => options.ReadOnly = true);

        open.Should().Throw<EventStoreUnusableException>().WithMessage("*does not exist*");
        File.Exists(Database).Should().BeFalse();
    }
}
