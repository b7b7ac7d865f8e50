using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.PostgreSql.Tests.Faults;

/// <summary>
/// An error that looks like the server's and tells of a connection, as a pooler reports the loss of its own while a commit may be under way. Here a trigger raises it.
/// </summary>
public sealed class ConnectionErrorTests : StoreTest
{
    [Theory]
    [InlineData("08P01")]
    [InlineData("08006")]
    [InlineData("08007")]
    public async Task It_says_nothing_about_what_became_of_an_append(string code)
    {
        var store = OpenStore();
        var note = ANote();
        await ExecuteAsync($"""
            create function {Schema}.fail() returns trigger language plpgsql as 'begin raise exception ''server conn crashed?'' using errcode = ''{code}''; end';
            create trigger fail before insert on {Schema}.events execute function {Schema}.fail();
            """);

        await Assert.ThrowsAsync<AppendOutcomeUnknownException>(() => store.AppendAsync(Stream, NoStream, note));

        await ExecuteAsync($"drop trigger fail on {Schema}.events");
        (await store.AppendAsync(Stream, NoStream, note)).Should().Match<AppendResult>(each => each.Outcome == AppendOutcome.Appended && each.Version == 1);
    }
}
