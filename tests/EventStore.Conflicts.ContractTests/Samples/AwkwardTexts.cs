namespace EventStore.Conflicts.ContractTests;

/// <summary>Texts that have broken other stores: quotes, wildcards, placeholders, SQL, and the corners of Unicode.</summary>
public static class AwkwardTexts
{
    /// <summary>All of them; each is allowed as a name.</summary>
    public static TheoryData<string> All =>
    [
        "O'Brien", "''", "\"quoted\"", "`", "back\\slash", "%", "_", "100%_sure", "*", "?", "[a-z]", "{0}", "$1", "@p0", ":p0", "--", ";",
        "'); DROP TABLE events; --", "1 OR 1=1", "null", "NULL", "true", "0", "-1", " ", " leading and trailing ", "a/b", "../../etc", "C:\\x",
        "😀", "👩‍👩‍👧", "日本語", "é", "e\u0301", "\uFFFD", "\uFEFF", "\u200B", "\uE000", "\uFFFF",
        "\U0010FFFF", "ß", "İ", "ı", "\u2028", "שלום", "<script>", "&amp;", "\\u0000",
    ];

    /// <summary>Texts that are different and that some comparison takes for the same.</summary>
    public static IReadOnlyList<string> LookAlikes { get; } = ["a", "A", "á", "a\u0301", "a ", " a", "ａ"];
}
