namespace EventStore.Conflicts.Tests.Rules.Model;

/// <summary>What a rule asks of two events. Each is bound to a registry in <see cref="QuestionBinding"/>.</summary>
internal enum Question
{
    /// <summary>Conflicts where the incoming value is the smaller one.</summary>
    Less,

    /// <summary>Looks at the version of the concurrent event and at the incoming value. Only by type.</summary>
    OddWithVersion,

    /// <summary>Throws where one of the values is 3.</summary>
    EqualOrFails,

    SameKey,

    /// <summary>Only by type.</summary>
    SameKeyInAnyCase,

    /// <summary>Throws where the incoming value is 3. Only by type.</summary>
    SameKeyOrFails,

    /// <summary>A merge that always adds the concurrent value to the incoming one.</summary>
    Sum,

    /// <summary>A merge that answers everything a merge can, and some it must not.</summary>
    Anything,
}

internal enum Answer
{
    Compatible,
    Conflict,
    Drop,

    /// <summary>With the sum of both values.</summary>
    Replace,

    /// <summary>With data of another type, or with null.</summary>
    Nonsense,
    Throw,
}

/// <summary>The answers, worked out on plain values.</summary>
internal static class Answers
{
    internal static ConflictRuleKind KindOf(Question question) => question switch
    {
        Question.SameKey or Question.SameKeyInAnyCase or Question.SameKeyOrFails => ConflictRuleKind.SameBy,
        Question.Sum or Question.Anything => ConflictRuleKind.ResolveWith,
        _ => ConflictRuleKind.When,
    };

    internal static Answer Of(Question question, Payload mine, Payload theirs, long version) => question switch
    {
        Question.Less => mine.Value < theirs.Value ? Answer.Conflict : Answer.Compatible,
        Question.OddWithVersion => ((mine.Value + version) & 1) == 1 ? Answer.Conflict : Answer.Compatible,
        Question.EqualOrFails when mine.Value == 3 || theirs.Value == 3 => Answer.Throw,
        Question.EqualOrFails => mine.Value == theirs.Value ? Answer.Conflict : Answer.Compatible,
        Question.SameKey => SameKey(mine, theirs, StringComparison.Ordinal),
        Question.SameKeyInAnyCase => SameKey(mine, theirs, StringComparison.OrdinalIgnoreCase),
        Question.SameKeyOrFails => mine.Value == 3 ? Answer.Throw : SameKey(mine, theirs, StringComparison.Ordinal),
        Question.Sum => Answer.Replace,
        _ => ((mine.Value + theirs.Value) & 7) switch
        {
            0 => Answer.Compatible,
            1 => Answer.Drop,
            2 => Answer.Conflict,
            5 => Answer.Throw,
            6 => Answer.Nonsense,
            _ => Answer.Replace,
        },
    };

    private static Answer SameKey(Payload mine, Payload theirs, StringComparison comparison) =>
        string.Equals(mine.Key, theirs.Key, comparison) ? Answer.Conflict : Answer.Compatible;
}
