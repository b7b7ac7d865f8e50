using System.Text;

namespace EventStore.Conflicts.Samples.Tests.Replay;

/// <summary>A rules file that can't be used: which rule, what is wrong, exit code 2, and no store was made.</summary>
public sealed class RulesFileTests : ReplayTest
{
    [Theory]
    [InlineData("""{ "A": { "conflictWith": ["B"] } }""", "line 1, rule 'A'", "the key 'conflictWith' is unknown")]
    [InlineData("""{ "A": { "conflictsWith": ["B"], "why": "" } }""", "rule 'A'", "the key 'why' is unknown")]
    [InlineData("""{ "A": { "": ["B"] } }""", "rule 'A'", "the key '' is unknown")]
    [InlineData("{\n\n \"A\": { \"conflictsWith\": [\"B\"], \"neverConflicts\": true } }", "line 3, rule 'A'", "it says both conflictsWith and neverConflicts")]
    [InlineData("""{ "A": { "conflictsWith": ["B"], "conflictsWith": ["C"] } }""", "rule 'A'", "the key 'conflictsWith' stands twice")]
    [InlineData("{ \"A\": { \"neverConflicts\": true },\n \"A\": { \"neverConflicts\": true } }", "line 2", "the key 'A' stands twice, first on line 1")]
    [InlineData("""{ "A": {} }""", "rule 'A'", "it says nothing")]
    [InlineData("""{ "A": true }""", "rule 'A'", "it must be an object", "it is true")]
    [InlineData("""{ "A": null }""", "rule 'A'", "it must be an object", "it is null")]
    [InlineData("""[ "A" ]""", "it must hold one object", "it holds a list")]
    [InlineData("""{ "A": { "conflictsWith": "B" } }""", "conflictsWith must be a list", "it is a string")]
    [InlineData("""{ "A": { "conflictsWith": ["B", 7] } }""", "rule 'A'", "element 2 is a number")]
    [InlineData("""{ "A": { "conflictsWith": [] } }""", "rule 'A'", "conflictsWith is an empty list", "\"neverConflicts\": true")]
    [InlineData("""{ "A": { "compatibleOnlyWith": [] } }""", "rule 'A'", "compatibleOnlyWith is an empty list")]
    [InlineData("""{ "A": { "neverConflicts": false } }""", "rule 'A'", "neverConflicts can only be true")]
    [InlineData("""{ "A": { "neverConflicts": 1 } }""", "rule 'A'", "neverConflicts must be true, and it is a number")]
    [InlineData("""{ "A": { "conflictsWith": ["B"], "sameBy": "user" } }""", "line 1, rule 'A'", "sameBy names the column 'user'", "time, case, activity, lifecycle, resource")]
    [InlineData("""{ "A": { "conflictsWith": ["B"], "sameBy": "Resource" } }""", "rule 'A'", "sameBy names the column 'Resource'")]
    [InlineData("""{ "A": { "conflictsWith": ["B"], "sameBy": "" } }""", "rule 'A'", "sameBy names the column ''")]
    [InlineData("""{ "A": { "conflictsWith": ["B"], "sameBy": ["resource"] } }""", "rule 'A'", "sameBy must be the name of a column, and it is a list")]
    [InlineData("""{ "A": { "conflictsWith": ["B"], "sameBy": "case", "sameBy": "time" } }""", "rule 'A'", "the key 'sameBy' stands twice")]
    [InlineData("""{ "A": { "compatibleOnlyWith": ["B"], "sameBy": "resource" } }""", "rule 'A'", "compatibleOnlyWith can't have it")]
    [InlineData("""{ "A": { "neverConflicts": true, "sameBy": "resource" } }""", "rule 'A'", "neverConflicts can't have it")]
    [InlineData("""{ "A": { "sameBy": "resource" } }""", "rule 'A'", "it says nothing of conflicts")]
    [InlineData("""{ "A": { "conflictsWith": [""] } }""", "rule 'A'", "is empty")]
    [InlineData("""{ "A\u0001": { "neverConflicts": true } }""", "control character U+0001")]
    [InlineData("""{ "A": { "conflictsWith": ["\uD800"] } }""", "surrogate")]
    [InlineData("{\n \"A\": { \"neverConflicts\": true\n", "line 3", "it is not valid JSON")]
    [InlineData("", "it is not valid JSON")]
    public async Task What_is_wrong_in_the_file_is_named(string rules, params string[] problem)
    {
        var result = await ReplayWithAsync(Folder.Write("rules.json", rules));

        result.ShouldHaveFailedWith(["rules.json", .. problem]);
        File.Exists(Store).Should().BeFalse();
    }

    [Fact]
    public async Task A_log_given_as_rules_is_not_written_out()
    {
        var rules = Folder.Write("rules.json", SmallLog.Header + string.Concat(Enumerable.Repeat("2020-01-01T08:00:00Z,1,A,COMPLETE,web\n", 50_000)));

        var result = await ReplayWithAsync(rules);

        result.ShouldHaveFailedWith("rules.json, line 1: it is not valid JSON: 'time,case,activity", "…", "is an invalid JSON literal");
        ShouldBeOneShortLine(result.Error);
    }

    [Theory]
    [InlineData("""{ "@": { "conflictsWith": ["@"] } }""")]
    [InlineData("""{ "A": { "@": ["B"] } }""")]
    [InlineData("""{ "@": true }""")]
    [InlineData("""{ "A": { "conflictsWith": ["@"] } }""")]
    [InlineData("""{ "A": { "conflictsWith": ["B"], "sameBy": "@" } }""")]
    [InlineData("""{ "A": { "neverConflicts": t@ } }""")]
    public async Task What_an_error_quotes_is_short_and_printable(string rules)
    {
        var name = """n\u001B[31m\n\r""" + new string('x', 100_000);

        var result = await ReplayWithAsync(Folder.Write("rules.json", rules.Replace("@", name, StringComparison.Ordinal)));

        result.ShouldHaveFailedWith("rules.json, line 1", "…");
        ShouldBeOneShortLine(result.Error);
    }

    [Fact]
    public async Task A_control_character_where_json_has_none_is_shown_as_an_escape()
    {
        var result = await ReplayWithAsync(Folder.Write("rules.json", "{ \"A\": { \"neverConflicts\": t\u001B[31m\n} }"));

        result.ShouldHaveFailedWith("it is not valid JSON: 't\\u001B[31m\\u000A} }'");
    }

    [Theory]
    [InlineData("""{ "*@": { "neverConflicts": true } }""", 2)]
    [InlineData("""{ "@": { "neverConflicts": true } }""", 0)]
    public async Task A_long_name_that_matches_nothing_is_shown_in_part(string rules, int exitCode)
    {
        var result = await ReplayWithAsync(Folder.Write("rules.json", rules.Replace("@", new string('x', 200), StringComparison.Ordinal)));

        result.ExitCode.Should().Be(exitCode);
        result.Error.Should().Contain("xxx…'").And.NotContain(new string('x', 61));
    }

    [Theory]
    [InlineData("""{ "X_*": { "neverConflicts": true } }""", "line 1: the glob 'X_*' matches no event type of the log")]
    [InlineData("""{ "W_*": { "conflictsWith": ["a_declined/*"] } }""", "the glob 'a_declined/*' matches no event type of the log")]
    [InlineData("""{ "W_*": { "conflictsWith": ["A_DECLINED?"] } }""", "the glob 'A_DECLINED?' matches no event type of the log")]
    public async Task A_glob_that_matches_nothing_is_named(string rules, string problem)
    {
        var result = await ReplayWithAsync(Folder.Write("rules.json", rules));

        result.ShouldHaveFailedWith("rules.json, ", problem);
        File.Exists(Store).Should().BeFalse();
    }

    [Fact]
    public async Task Two_rules_about_the_same_type_are_both_named()
    {
        var rules = Folder.Write("rules.json", "{ \"W_*/COMPLETE\": { \"neverConflicts\": true },\n \"W_Bellen/COMPLETE\": { \"neverConflicts\": true } }");

        (await ReplayWithAsync(rules)).ShouldHaveFailedWith("'W_*/COMPLETE' (line 1)", "'W_Bellen/COMPLETE' (line 2)", "both about 'W_Bellen/COMPLETE'");
    }

    [Fact]
    public async Task A_star_in_the_name_of_a_type_is_never_taken_for_other_types()
    {
        // The library would take the name of the first activity for a pattern that the second matches, too.
        var log = Folder.Write("log.csv", SmallLog.Header
            + "2020-01-01T08:00:00Z,1,Call*,START,anna\n"
            + "2020-01-01T08:01:00Z,1,Call back,START,anna\n"
            + "2020-01-01T08:02:00Z,1,Call*,COMPLETE,anna\n"
            + "2020-01-01T08:03:00Z,1,Call back,COMPLETE,anna\n");

        var result = await ReplayAsync(log, "--rules", Folder.Write("rules.json", """{ "Call?/COMPLETE": { "neverConflicts": true } }"""));

        result.ShouldHaveFailedWith("rules.json, line 1: ", "'Call*/COMPLETE'");
        File.Exists(Store).Should().BeFalse();
    }

    [Fact]
    public async Task Rules_that_contradict_each_other_are_named_with_their_lines_in_the_file()
    {
        var rules = Folder.Write(
            "rules.json",
            "{ \"W_Bellen/COMPLETE\": { \"conflictsWith\": [\"O_SENT/COMPLETE\"] },\n \"O_SENT/COMPLETE\": { \"compatibleOnlyWith\": [\"W_Bellen/COMPLETE\"] } }");

        var result = await ReplayWithAsync(rules);

        result.ShouldHaveFailedWith("conflicting at rules.json:1", "compatible at rules.json:2");
        File.Exists(Store).Should().BeFalse();
    }

    [Fact]
    public async Task A_type_named_in_full_that_the_log_does_not_have_is_a_warning()
    {
        var rules = Folder.Write("rules.json", """{ "W_*/COMPLETE": { "conflictsWith": ["A_DECLINED/COMPLETE", "A_DECLIEND/COMPLETE"] } }""");

        var result = await ReplayWithAsync(rules);

        result.ExitCode.Should().Be(0);
        result.Error.Should().Contain("warning: ").And.Contain("no event of type 'A_DECLIEND/COMPLETE'").And.NotContain("'A_DECLINED/COMPLETE'");
    }

    [Theory]
    [InlineData("bpic2012.rules.json", "Your registry rejects 1 and admits 3")]
    [InlineData("bpic2012-resource.rules.json", "Your registry rejects 0 and admits 4")]
    public async Task The_rules_of_the_sample_are_a_valid_rules_file(string rules, string summary)
    {
        var result = await ReplayWithAsync(Path.Combine(AppContext.BaseDirectory, rules));

        result.ExitCode.Should().Be(0, "standard error was: {0}", result.Error);
        result.Output.Should().Contain(summary);
    }

    [Fact]
    public async Task Rules_with_a_byte_order_mark_are_read() =>
        (await ReplayWithAsync(Folder.Write("rules.json", "\uFEFF{}"))).ExitCode.Should().Be(0);

    [Fact]
    public async Task Rules_that_are_not_utf8_are_refused() =>
        (await ReplayWithAsync(Folder.Write("rules.json", Encoding.Latin1.GetBytes("""{ "É": { "neverConflicts": true } }""")))).ShouldHaveFailedWith("is not UTF-8 text");

    [Fact]
    public async Task A_missing_rules_file_is_named() =>
        (await ReplayWithAsync(Folder.File("missing.json"))).ShouldHaveFailedWith("The rules file can't be opened", "missing.json");

    [Fact]
    public async Task A_directory_is_no_rules_file() =>
        (await ReplayWithAsync(Path.GetTempPath())).ShouldHaveFailedWith("is a directory; --rules needs a file");

    private Task<SampleResult> ReplayWithAsync(string rules) => ReplayAsync(Folder.Write("log.csv", SmallLog.Text), "--rules", rules);
}
