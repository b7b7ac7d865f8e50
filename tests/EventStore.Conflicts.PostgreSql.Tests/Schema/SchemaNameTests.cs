using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.PostgreSql.Tests.Schema;

/// <summary>The name of a schema is the only text that gets into statements as it is.</summary>
public sealed class SchemaNameTests
{
    public static TheoryData<string> NotAllowed =>
    [
        "", " ", "Events", "événements", "1st", "_private", "a-b", "a.b", "a b", "a\"b", "a'b", "a;b", "a\nb", "a\0b", "a\\b", "a$b", "a--b", "a/*b",
        .. Injections.All.Select(each => each.Data), "x\"; drop schema public cascade; --", "x'); drop table events; --", "pg_catalog", "pg_temp", "information_schema", new string('a', 49),
    ];

    [Theory]
    [MemberData(nameof(NotAllowed))]
    public void A_name_that_would_have_to_be_quoted_is_refused(string name)
    {
        var script = () => PostgreSqlEventStorage.GetSchemaScript(name);
        var configuring = () => new Configuration.EventStoreBuilder().UsePostgreSql("Host=nowhere", options => options.Schema = name);

        script.Should().Throw<ArgumentException>().WithParameterName("schema");
        configuring.Should().Throw<EventStoreConfigurationException>().WithMessage("*PostgreSqlOptions.Schema*");
    }

    [Theory]
    [InlineData("a")]
    [InlineData("eventstore")]
    [InlineData("shop_2")]
    [InlineData("user")]
    [InlineData("select")]
    public void Others_are_allowed_even_words_of_SQL(string name) =>
        PostgreSqlEventStorage.GetSchemaScript(name).Should().Contain($"CREATE SCHEMA \"{name}\";").And.NotContain("{schema}").And.NotContain("{name}");

    [Fact]
    public void Null_is_no_name()
    {
        var script = () => PostgreSqlEventStorage.GetSchemaScript(null!);

        script.Should().Throw<ArgumentNullException>();
        PostgreSqlEventStorage.GetSchemaScript(new string('a', 48)).Should().Contain(new string('a', 48));
    }
}
