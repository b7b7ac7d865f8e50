using EventStore.Conflicts.Configuration;

namespace EventStore.Conflicts.Sqlite.Tests;

public sealed class SqliteOptionsTests : SqliteTest
{
    public static TheoryData<string, Action<SqliteOptions>> OutOfBounds => new()
    {
        { "Durability is 7", options => options.Durability = (SqliteDurability)7 },
        { "BusyTimeout is 00:00:00", options => options.BusyTimeout = TimeSpan.Zero },
        { "BusyTimeout is -00:00:01", options => options.BusyTimeout = TimeSpan.FromSeconds(-1) },
        { "BusyTimeout is 01:00:01", options => options.BusyTimeout = TimeSpan.FromSeconds(3601) },
        { "MaxQueuedAppends is 0", options => options.MaxQueuedAppends = 0 },
        { "MaxEventsPerCommit is 0", options => options.MaxEventsPerCommit = 0 },
        { "MaxReaders is 0", options => options.MaxReaders = 0 },
        { "MaxPageCount is 0", options => options.MaxPageCount = 0 },
    };

    [Fact]
    public void The_defaults_are_the_documented_ones() => new SqliteOptions().Should().BeEquivalentTo(new
    {
        Durability = SqliteDurability.Full,
        ReadOnly = false,
        BusyTimeout = TimeSpan.FromSeconds(5),
        MaxQueuedAppends = 10_000,
        MaxEventsPerCommit = 1_000,
        MaxReaders = 8,
        MaxPageCount = (long?)null,
    });

    [Theory]
    [MemberData(nameof(OutOfBounds))]
    public void An_option_out_of_its_bounds_is_refused_while_configuring_by_its_name_and_value(string problem, Action<SqliteOptions> configure)
    {
        var use = () => new EventStoreBuilder().UseSqlite(Database, configure);

        use.Should().Throw<EventStoreConfigurationException>().WithMessage($"*{problem}*must be*");
        Directory.GetFiles(Folder).Should().BeEmpty();
    }

    [Theory]
    [InlineData(SqliteDurability.Full)]
    [InlineData(SqliteDurability.Normal)]
    public async Task A_store_works_with_either_durability(SqliteDurability durability)
    {
        await using (var store = OpenStore(options => options.Durability = durability))
        {
            await AppendAsync(store, Event());
        }

        await TheStoreStillHoldsAsync(events: 1);
    }

    [Fact]
    public void The_native_library_is_at_least_the_one_the_store_is_made_for() =>
        SqliteEventStorage.SqliteVersion.Should().BeGreaterThanOrEqualTo(new Version(3, 35, 5));
}
