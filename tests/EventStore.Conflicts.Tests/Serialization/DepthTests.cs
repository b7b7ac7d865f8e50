
namespace EventStore.Conflicts.Tests.Serialization;

public sealed class DepthTests
{
    private static readonly EventStoreLimits FiveDeep = new() { MaxJsonDepth = 5 };

    [Fact]
    public async Task An_object_nested_deeper_than_allowed_is_not_written()
    {
        await using var store = Opened.InMemory(types => types.Map<Nested>("nested"), builder => builder.UseLimits(FiveDeep));

        await store.Awaiting(each => each.AppendAsync(new NewEvent(Nested.Deep(6)))).Should().ThrowAsync<EventSerializationException>().WithMessage("*'nested'*");
        (await store.VersionAsync()).Should().Be(0);
        await store.AppendAsync(new NewEvent(Nested.Deep(4)));
        (await store.ReadAsync()).Should().ContainSingle().Which.Data.Should().Be(Nested.Deep(4));
    }

    [Fact]
    public async Task Raw_JSON_nested_deeper_than_allowed_is_not_written()
    {
        await using var store = Opened.InMemory(_ => { }, builder => builder.UseLimits(FiveDeep));

        await store.AppendAsync(Opened.Raw("imported", "[[[[[]]]]]"));
        await store.Awaiting(each => each.AppendAsync(Opened.Raw("imported", "[[[[[[]]]]]]")))
            .Should().ThrowAsync<EventSerializationException>().WithMessage("*'imported'*at most 5 deep*");
        (await store.VersionAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Stored_JSON_nested_deeper_than_allowed_is_not_read()
    {
        using var shared = new SharedStorage();
        await using var generous = Opened.InMemoryOver(shared, types => types.Map<Nested>("nested"));
        await generous.AppendAsync(new NewEvent(Nested.Deep(10)));
        await using var strict = Opened.InMemoryOver(shared, types => types.Map<Nested>("nested"), builder => builder.UseLimits(FiveDeep));

        await strict.Awaiting(each => each.ReadAsync()).Should().ThrowAsync<EventSerializationException>().WithMessage("Version 1 of stream 'client-7'*");
    }

    [Fact]
    public async Task An_object_that_refers_to_itself_ends_at_the_cap()
    {
        await using var store = Opened.InMemory(types => types.Map<Endless>("endless"));

        await store.Awaiting(each => each.AppendAsync(new NewEvent(new Endless()))).Should().ThrowAsync<EventSerializationException>().WithMessage("*'endless'*");
    }

    private sealed class Endless
    {
        public Endless Again => this;
    }
}
