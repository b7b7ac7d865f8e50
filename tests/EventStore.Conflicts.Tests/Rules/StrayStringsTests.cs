namespace EventStore.Conflicts.Tests.Rules;

/// <summary>A string beside a rule could silently become the file or line of a place. The compiler must stop it.</summary>
public sealed class StrayStringsTests
{
    private const string CannotConvertArgument = "CS1503";

    [Theory]
    [InlineData("rules.For<A>().ConflictsWith<B>(\"stray\");")]
    [InlineData("rules.For<A>().ConflictsWith<A, B>(\"stray\");")]
    [InlineData("rules.For<A>().CompatibleOnlyWith<B>(\"stray\");")]
    [InlineData("rules.For<A>().NeverConflicts(\"stray\");")]
    [InlineData("rules.For<A>(\"a\");")]
    [InlineData("rules.For(\"a\", \"b\");")]
    [InlineData("rules.For(\"a\").ConflictsWith(\"b\");")]
    [InlineData("rules.For(\"a\").ConflictsWith(\"b\", \"c\");")]
    [InlineData("rules.For(\"a\").ConflictsWith(new[] { \"b\" }, \"c\");")]
    [InlineData("rules.For(\"a\").CompatibleOnlyWith(\"b\");")]
    [InlineData("rules.For(\"a\").CompatibleOnlyWith(\"b\", \"c\");")]
    [InlineData("rules.For(\"a\").ConflictsWithItself(\"b\");")]
    [InlineData("rules.ConflictBetween<A, B>(\"stray\");")]
    [InlineData("types.Map<A>(\"a\", \"b\");")]
    [InlineData("types.Map<A>(\"a\", \"b\", \"c\");")]
    public void A_stray_string_does_not_compile(string statement) => RuleCompiler.Errors(statement).Distinct(StringComparer.Ordinal).Should().Equal(CannotConvertArgument);

    [Theory]
    [InlineData("rules.For<A>().ConflictsWith<B>().ConflictsWithItself();")]
    [InlineData("rules.For<A>().ConflictsWith<A, B>();")]
    [InlineData("rules.For<A>().CompatibleOnlyWith<B>();")]
    [InlineData("rules.For<A>().NeverConflicts();")]
    [InlineData("rules.For(\"a\").ConflictsWith(new[] { \"b\", \"c\" }).CompatibleWithItself();")]
    [InlineData("rules.For(\"a\").CompatibleOnlyWith(new[] { \"b\" });")]
    [InlineData("rules.ConflictBetween<A, B>();")]
    [InlineData("types.Map<A>(\"a\");")]
    [InlineData("types.Map<A>(\"a\", new[] { \"b\" });")]
    [InlineData("types.Map<A>(\"a\", formerly: new[] { \"b\" });")]
    public void The_right_form_compiles(string statement) => RuleCompiler.Errors(statement).Should().BeEmpty();
}
