using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.PostgreSql.Tests.Reading;

/// <summary>A row that no store can have written is damage, and no fault of whoever reads.</summary>
public sealed class ImpossibleRowTests : StoreTest
{
    [Theory]
    [InlineData("update {0}.events set recorded_at = 9223372036854775807")]
    [InlineData("update {0}.events set recorded_at = -9223372036854775808")]
    [InlineData("update {0}.streams set name = ''")]
    [InlineData("update {0}.streams set name = e'a\\x01'")]
    public async Task It_is_told_as_damage(string change)
    {
        await OpenStore().AppendVisiblyAsync(Stream, ANote());
        await ExecuteAsync(string.Format(null, change, Schema));
        var store = OpenStore();

        await Assert.ThrowsAsync<EventStoreUnusableException>(() => store.ReadEverythingAsync());
    }

    [Fact]
    public async Task A_version_at_the_end_of_all_numbers_ends_the_stream()
    {
        var storage = OpenStorage();
        var store = OpenStore(storage);
        await store.AppendVisiblyAsync(Stream, ANote(), ANote());
        await ExecuteAsync($"update {Schema}.events set version = {long.MaxValue} where version = 2");

        (await store.VersionsAsync(Stream, ReadDirection.Forwards)).Should().Equal(1, long.MaxValue);
        (await store.VersionsAsync(Stream, ReadDirection.Backwards)).Should().Equal(long.MaxValue, 1);
        var keys = await storage.ReadStreamKeysAsync(Stream, new VersionRange(1, long.MaxValue), Token).ToListAsync(Token);
        keys.Select(each => each.Version).Should().Equal(1, long.MaxValue);
    }
}
