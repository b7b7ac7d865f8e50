using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.PostgreSql.Tests.Servers;

namespace EventStore.Conflicts.PostgreSql.Tests.Faults;

public sealed class RevokedRightTests(OwnServer own) : RoleTest(own)
{
    [Theory]
    [InlineData("insert on {0}.events")]
    [InlineData("insert on {0}.streams")]
    [InlineData("usage on schema {0}")]
    public async Task A_store_that_lost_a_right_says_so_and_goes_on_once_it_has_it_back(string right)
    {
        var store = await OpenAsRoleAsync();
        await store.AppendAsync(Stream, NoStream, ANote());
        right = string.Format(null, right, Schema);

        await ExecuteAsync($"revoke {right} from {Role}");
        var failure = await Assert.ThrowsAsync<EventStoreUnusableException>(() => store.AppendAsync(OtherStream, NoStream, ANote()));

        failure.Message.Should().Contain("script of the schema says which rights it needs");
        (await QueryAsync<long>($"select count(*) from {Schema}.events")).Should().Be(1);
        await ExecuteAsync($"grant {right} to {Role}");
        (await store.AppendAsync(OtherStream, NoStream, ANote())).Version.Should().Be(1);
    }
}
