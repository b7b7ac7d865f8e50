using System.Xml.Linq;
using EventStore.Conflicts.Resilience;

namespace EventStore.Conflicts.Tests.House;

public sealed class ArrowsTests
{
    public static TheoryData<string> PackageNames => Packages.Names;

    [Fact]
    public void Inside_the_core_no_namespace_uses_another_that_it_must_not_know() =>
        Arrows.Violations(typeof(IEventStore).Assembly, Arrows.Allowed).Should().BeEmpty();

    [Fact]
    public void Every_namespace_of_the_core_has_its_place_in_the_plan() =>
        typeof(IEventStore).Assembly.GetExportedTypes().Select(type => type.Namespace).Distinct(StringComparer.Ordinal)
            .Should().BeSubsetOf(Arrows.Allowed.Keys);

    [Theory]
    [InlineData("EventStore.Conflicts.Appending", "EventStore.Conflicts.Appending.ConflictAwareEventStore uses EventStore.Conflicts.Rules.ConflictRegistry")]
    [InlineData("EventStore.Conflicts.Rules", "EventStore.Conflicts.Rules.CompiledRule uses EventStore.Conflicts.Storage.AppendCondition")]
    [InlineData("EventStore.Conflicts.Resilience", "EventStore.Conflicts.Resilience.TransientFaults uses EventStore.Conflicts.ConcurrencyException")]
    [InlineData("EventStore.Conflicts.Configuration", "EventStore.Conflicts.Configuration.EventStoreSetup uses EventStore.Conflicts.Resilience.RetryingEventStore")]
    public void A_use_that_is_taken_out_of_the_plan_is_found(string user, string violation)
    {
        var stricter = Arrows.Allowed.Where(arrow => !string.Equals(arrow.Key, user, StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);

        Arrows.Violations(typeof(IEventStore).Assembly, stricter).Should().Contain(violation);
    }

    [Fact]
    public void Uses_are_found_wherever_they_stand()
    {
        var used = UsedTypes.Of(typeof(Sample<>));

        used.Should().Contain(
            [typeof(Base), typeof(IMark), typeof(MarkAttribute), typeof(InField), typeof(InSignature), typeof(InConstraint), typeof(InArgument), typeof(InBody)]);
        used.Should().Contain([typeof(InCatch), typeof(InGenericCall), typeof(InTypeOf)]);
        used.Should().NotContain(typeof(RetryOptions));
    }

    [Theory]
    [MemberData(nameof(PackageNames))]
    public void Packages_build_on_the_core_and_never_on_each_other(string package) =>
        References(package, "ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Replace('\\', '/')))
            .Should().Equal(package is Packages.Core ? [] : [Packages.Core]);

    [Fact]
    public void The_core_depends_on_no_database() =>
        References(Packages.Core, "PackageReference").Should().NotBeEmpty()
            .And.OnlyContain(name => name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) || name.Equals("Polly.Core", StringComparison.Ordinal));

    private static IEnumerable<string> References(string package, string kind) =>
        XDocument.Load(Packages.Project(package)).Descendants(kind).Select(element => element.Attribute("Include")!.Value);
}
