using System.Text.Json;
using System.Text.Json.Nodes;
using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.Tests.Rules.Model;

/// <summary>Puts a question behind a pair of types, or of names, as a host would.</summary>
internal static class QuestionBinding
{
    internal static void Ask<TMine, TTheirs>(this PairRule<TMine, TTheirs> pair, Question question)
        where TMine : class, IModelEvent
        where TTheirs : class, IModelEvent
    {
        switch (question)
        {
            case Question.OddWithVersion:
                pair.When((mine, theirs, both) => ReferenceEquals(mine, both.Mine.Data) && ReferenceEquals(theirs, both.Theirs.Data)
                    && Conflicts(question, Of(mine), Of(theirs), both.Theirs.Version));
                break;
            case Question.SameKey when typeof(TMine) == typeof(TTheirs):
                pair.SameBy(each => each.K);
                break;
            case Question.SameKey:
                pair.SameBy(mine => mine.K, theirs => theirs.K);
                break;
            case Question.SameKeyInAnyCase:
                pair.SameBy(mine => mine.K, theirs => theirs.K, StringComparer.OrdinalIgnoreCase!);
                break;
            case Question.SameKeyOrFails:
                pair.SameBy(mine => mine.V == 3 ? throw new InvalidOperationException("Three.") : mine.K, theirs => theirs.K);
                break;
            case Question.Sum:
                pair.ResolveWith((mine, theirs, both) => Merged(question, mine, (TTheirs)both.Theirs.Data!));
                break;
            case Question.Anything:
                pair.ResolveWith((mine, theirs) => Merged(question, mine, theirs));
                break;
            default:
                pair.When((mine, theirs) => Conflicts(question, Of(mine), Of(theirs)));
                break;
        }
    }

    internal static void Ask(this NamedPairRule pair, Question question)
    {
        switch (question)
        {
            case Question.SameKey:
                pair.SameBy("k");
                break;
            case Question.Sum or Question.Anything:
                pair.ResolveWith((mine, theirs) => Merged(question, mine, theirs));
                break;
            default:
                pair.When((mine, theirs) => Conflicts(question, Of(mine), Of(theirs)));
                break;
        }
    }

    internal static bool Conflicts(Question question, Payload mine, Payload theirs, long version = 0) =>
        Answers.Of(question, mine, theirs, version) switch
        {
            Answer.Conflict => true,
            Answer.Throw => throw new InvalidOperationException("A predicate that throws."),
            _ => false,
        };

    internal static Payload Of(IModelEvent data) => new(data.K, data.V);

    private static Payload Of(JsonElement data) =>
        new(data.TryGetProperty("k", out var key) ? key.GetString() : null, data.GetProperty("v").GetInt32());

    private static Resolution Merged(Question question, IModelEvent mine, IModelEvent theirs) =>
        Merged(question, Of(mine), Of(theirs), sum => ((ModelEvent)mine).WithV(sum));

    private static Resolution Merged(Question question, JsonElement mine, JsonElement theirs) => Merged(question, Of(mine), Of(theirs), sum =>
    {
        var replacement = JsonObject.Create(mine)!;
        replacement["v"] = sum;
        return JsonSerializer.SerializeToElement(replacement);
    });

    private static Resolution Merged(Question question, Payload mine, Payload theirs, Func<int, object> withValue) =>
        Answers.Of(question, mine, theirs, version: 0) switch
        {
            Answer.Conflict => Resolution.Conflict,
            Answer.Drop => Resolution.Drop,
            Answer.Replace => Resolution.Replace(withValue(mine.Value + theirs.Value)),
            Answer.Nonsense => theirs.Key is null ? null! : Resolution.Replace("another type"),
            Answer.Throw => throw new InvalidOperationException("A merge that throws."),
            _ => Resolution.Keep,
        };
}
