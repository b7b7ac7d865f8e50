using System.Text.Json.Serialization;

namespace EventStore.Conflicts.Tests.Serialization;

public sealed class PolymorphicMemberTests
{
    [Fact]
    public void A_member_whose_type_the_payload_would_choose_is_refused_when_built() =>
        FluentActions.Invoking(() => Opened.InMemory(types => types.Map<Holder>("holder")))
            .Should().Throw<EventStoreConfigurationException>().WithMessage("*Holder*'holder'*Shape*polymorphic*");

    [Fact]
    public void So_is_one_deep_inside_collections() =>
        FluentActions.Invoking(() => Opened.InMemory(types => types.Map<DeepHolder>("deep-holder")))
            .Should().Throw<EventStoreConfigurationException>().WithMessage("*DeepHolder*Shape*polymorphic*");

    [Fact]
    public async Task A_type_that_holds_itself_is_no_trap()
    {
        await using var store = Opened.InMemory(types => types.Map<Tree>("tree"));

        await store.AppendAsync(new NewEvent(new Tree([new Tree([])])));

        (await store.ReadAsync()).Should().ContainSingle().Which.Data.Should().BeOfType<Tree>().Which.Children.Should().ContainSingle();
    }

    [JsonDerivedType(typeof(Circle), "circle")]
    private abstract record Shape;

    private sealed record Circle(double Radius) : Shape;

    private sealed record Holder(Shape Shape);

    private sealed record DeepHolder(Dictionary<string, List<Shape[]>> Shapes);

    private sealed record Tree(IReadOnlyList<Tree> Children);
}
