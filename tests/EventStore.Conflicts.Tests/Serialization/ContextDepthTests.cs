
namespace EventStore.Conflicts.Tests.Serialization;

public sealed class ContextDepthTests
{
    [Fact]
    public async Task The_depth_cap_holds_for_what_a_source_generated_context_writes()
    {
        await using var store = Opened.InMemory(
            types => types.Map<Nested>("nested"),
            builder => builder.UseJson(HostJson.Default).UseLimits(new EventStoreLimits { MaxJsonDepth = 5 }));

        await store.Awaiting(each => each.AppendAsync(new NewEvent(Nested.Deep(6)))).Should().ThrowAsync<EventSerializationException>().WithMessage("*'nested'*");
        (await store.VersionAsync()).Should().Be(0);
    }
}
