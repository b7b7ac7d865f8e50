namespace EventStore.Conflicts.Tests.Events;

public sealed class EventTypeMapTests
{
    [Fact]
    public void A_type_is_found_by_itself_and_by_every_name_it_ever_had()
    {
        var map = new EventTypeMapBuilder().Map<Shipped>("shipped", formerly: ["sent", "dispatched"]).Build();

        map.TryGet(typeof(Shipped), out var byType).Should().BeTrue();
        byType!.Name.Should().Be("shipped");
        byType.FormerNames.Should().Equal("sent", "dispatched");
        byType.AllNames.Should().Equal("shipped", "sent", "dispatched");
        foreach (var name in byType.AllNames)
        {
            map.TryGet(name, out var byName).Should().BeTrue();
            byName.Should().BeSameAs(byType);
        }

        map.TryGet("Shipped", out _).Should().BeFalse("names are compared ordinally");
        map.TryGet(typeof(object), out _).Should().BeFalse();
        map.Types.Should().ContainSingle().Which.Should().BeSameAs(byType);
    }

    [Fact]
    public void A_derived_type_is_not_its_base()
    {
        var map = new EventTypeMapBuilder().Map<Shipped>("shipped").Build();

        map.TryGet(typeof(ShippedAbroad), out _).Should().BeFalse();
    }

    [Fact]
    public void A_name_for_two_types_is_refused_and_both_places_are_named()
    {
        var builder = new EventTypeMapBuilder();
        var first = SourceLine.Here();
        builder.Map<Shipped>("shipped");

        FluentActions.Invoking(() => builder.Map<Cancelled>("shipped")).Should().Throw<EventStoreConfigurationException>()
            .WithMessage($"*'shipped' is mapped twice*{nameof(Shipped)}*{first.Plus(1)}*{nameof(Cancelled)}*{first.Plus(3)}*");
    }

    [Fact]
    public void A_type_with_two_names_is_refused_and_both_places_are_named()
    {
        var builder = new EventTypeMapBuilder();
        var first = SourceLine.Here();
        builder.Map<Shipped>("shipped");

        FluentActions.Invoking(() => builder.Map<Shipped>("sent")).Should().Throw<EventStoreConfigurationException>()
            .WithMessage($"*{nameof(Shipped)} is mapped twice*'shipped'*{first.Plus(1)}*'sent'*{first.Plus(3)}*");
    }

    [Fact]
    public void A_former_name_clashes_like_a_current_one()
    {
        var builder = new EventTypeMapBuilder().Map<Shipped>("shipped", formerly: ["sent"]);

        FluentActions.Invoking(() => builder.Map<Cancelled>("sent")).Should().Throw<EventStoreConfigurationException>().WithMessage("*'sent' is mapped twice*");
        FluentActions.Invoking(() => builder.Map<Cancelled>("cancelled", formerly: ["shipped"]))
            .Should().Throw<EventStoreConfigurationException>().WithMessage("*'shipped' is mapped twice*");
        FluentActions.Invoking(() => builder.Map<Cancelled>("cancelled", formerly: ["sent"]))
            .Should().Throw<EventStoreConfigurationException>().WithMessage("*'sent' is mapped twice*");
    }

    [Fact]
    public void The_same_name_twice_in_one_mapping_is_refused_with_its_place()
    {
        var builder = new EventTypeMapBuilder();

        FluentActions.Invoking(() => builder.Map<Shipped>("shipped", formerly: ["shipped"]))
            .Should().Throw<EventStoreConfigurationException>().WithMessage("*EventTypeMapTests.cs:*the same name twice*");
    }

    [Fact]
    public void A_refused_mapping_leaves_nothing_behind()
    {
        var builder = new EventTypeMapBuilder().Map<Shipped>("shipped");
        FluentActions.Invoking(() => builder.Map<Cancelled>("cancelled", formerly: ["shipped"])).Should().Throw<EventStoreConfigurationException>();

        builder.Map<Cancelled>("cancelled").Build().Types.Should().HaveCount(2);
    }

    [Fact]
    public void Types_that_no_event_can_be_exactly_of_are_refused()
    {
        var builder = new EventTypeMapBuilder();

        FluentActions.Invoking(() => builder.Map<OrderEvent>("order")).Should().Throw<EventStoreConfigurationException>().WithMessage("*OrderEvent, mapped at EventTypeMapTests.cs*abstract*");
        FluentActions.Invoking(() => builder.Map<IFormattable>("f")).Should().Throw<EventStoreConfigurationException>().WithMessage("*IFormattable, mapped at*abstract*");
        FluentActions.Invoking(() => builder.Map<int?>("n")).Should().Throw<EventStoreConfigurationException>().WithMessage("*nullable*");
    }

    [Fact]
    public void Names_keep_the_rules_of_names()
    {
        var builder = new EventTypeMapBuilder();

        FluentActions.Invoking(() => builder.Map<Shipped>(null!)).Should().Throw<ArgumentNullException>();
        foreach (var name in new[] { "", "a\nb", "\uD83D", new string('x', 256) })
        {
            FluentActions.Invoking(() => builder.Map<Shipped>(name)).Should().Throw<ArgumentException>().WithMessage("*Event type name*");
            FluentActions.Invoking(() => builder.Map<Shipped>("ok", formerly: [name])).Should().Throw<ArgumentException>().WithMessage("*Event type name*");
        }
    }

    [Fact]
    public void The_list_of_former_names_is_copied()
    {
        var former = new[] { "sent" };
        var map = new EventTypeMapBuilder().Map<Shipped>("shipped", former).Build();

        former[0] = "other";

        map.TryGet("sent", out var mapped).Should().BeTrue();
        mapped!.FormerNames.Should().Equal("sent");
    }

    [Fact]
    public void A_built_map_is_frozen()
    {
        var builder = new EventTypeMapBuilder().Map<Shipped>("shipped");
        var map = builder.Build();

        FluentActions.Invoking(() => builder.Map<Cancelled>("cancelled")).Should().Throw<InvalidOperationException>().WithMessage("*frozen*");
        builder.Build().Should().BeSameAs(map);
        map.Types.Should().ContainSingle();
    }

    [Fact]
    public void The_empty_map_knows_nothing()
    {
        EventTypeMap.Empty.Types.Should().BeEmpty();
        EventTypeMap.Empty.TryGet("anything", out _).Should().BeFalse();
        EventTypeMap.Empty.TryGet(typeof(Shipped), out _).Should().BeFalse();
    }

    private abstract record OrderEvent;

    private record Shipped : OrderEvent;

    private sealed record ShippedAbroad : Shipped;

    private sealed record Cancelled : OrderEvent;
}
