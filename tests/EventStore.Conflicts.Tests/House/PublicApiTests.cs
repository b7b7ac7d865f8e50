namespace EventStore.Conflicts.Tests.House;

public sealed class PublicApiTests
{
    public static TheoryData<string> PackageNames => Packages.Names;

    [Theory]
    [MemberData(nameof(PackageNames))]
    public void The_public_surface_is_the_approved_one(string package)
    {
        var folder = Path.Combine(Packages.SourceFolder, package);
        var (approved, received) = (Path.Combine(folder, "PublicApi.approved.txt"), Path.Combine(folder, "PublicApi.received.txt"));
        var printed = PublicApi.Print(Packages.Load(package));
        if (File.Exists(approved) && string.Equals(File.ReadAllText(approved).ReplaceLineEndings("\n"), printed, StringComparison.Ordinal))
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, printed);
        Assert.Fail(
            $"The public surface of {package} is not the approved one. Compare src/{package}/PublicApi.received.txt with PublicApi.approved.txt beside it; "
            + "if the change is meant, replace the approved file by the received one and commit it.");
    }

    [Fact]
    public void What_is_printed_tells_changes_apart()
    {
        var lines = PublicApi.Print(typeof(IEventStore).Assembly).Split('\n');

        lines.Should().Contain(
        [
            "public readonly struct EventStore.Conflicts.StreamId : IEquatable<StreamId>, IParsable<StreamId>",
            "public abstract class EventStore.Conflicts.Rules.TypeRules<TMine>",
            "public static class Microsoft.Extensions.DependencyInjection.EventStoreServiceCollectionExtensions",
            "public sealed record EventStore.Conflicts.AppendResult",
            "    public required long Version { get; init; }",
            "    public VersionRange? Versions { get; init; }",
            "    public object? Data { get; }",
            "    Refuse = 2",
            "    public const int MaxUtf8Bytes = 255",
            "    public static bool operator ==(StreamId left, StreamId right)",
            "    IAsyncEnumerable<RecordedEvent> ReadAllAsync(GlobalPosition? after = null, long? maxCount = null, CancellationToken cancellationToken = default)",
            "    public static IServiceCollection AddEventStore(this IServiceCollection services, Action<EventStoreBuilder> configure)",
        ]);
        lines.Should().NotContain(line => line.Contains('`') || line.Contains("<Clone>"));
    }
}
