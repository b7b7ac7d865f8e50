using System.Text.Json.Serialization;

namespace EventStore.Conflicts.Tests.Serialization;

internal sealed record ClientAdded(string Name, int Value);

internal record ValueUpgraded(int By);

internal sealed record ValueUpgradedTwice(int By) : ValueUpgraded(By);

internal sealed record Nested(int Level, Nested? Inner)
{
    /// <summary>An object that is nested so deep.</summary>
    internal static Nested Deep(int depth) => Enumerable.Range(0, depth).Aggregate((Nested?)null, (inner, level) => new Nested(level, inner))!;
}

internal sealed class Mutable
{
    public string Text { get; set; } = "";
}

internal sealed class Moody
{
    private readonly string reason = "not today";

    public string Mood => throw new InvalidTimeZoneException(reason);
}

internal readonly record struct Counted(int Count);

[JsonPolymorphic]
[JsonDerivedType(typeof(Circle), "circle")]
internal class Shape
{
    public int Size { get; set; }
}

internal sealed class Circle : Shape;

[JsonSerializable(typeof(ClientAdded))]
[JsonSerializable(typeof(Nested))]
internal sealed partial class HostJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(ClientAdded))]
internal sealed partial class SnakeJson : JsonSerializerContext;
