using System.Reflection;

namespace EventStore.Conflicts.Tests.House;

public sealed class PublicTypesTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static TheoryData<string> PackageNames => Packages.Names;

    [Theory]
    [MemberData(nameof(PackageNames))]
    public void No_public_type_can_be_derived_from_by_accident(string package) =>
        Packages.Load(package).GetExportedTypes()
            .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false })
            .Should().BeEmpty("a public class is sealed, abstract or static");

    [Theory]
    [MemberData(nameof(PackageNames))]
    public void Whatever_can_be_waited_for_can_be_cancelled_by_its_last_parameter(string package)
    {
        var methods = Packages.Load(package).GetExportedTypes()
            .SelectMany(type => type.GetMethods(Declared))
            .Where(method => (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && IsAwaited(method.ReturnType))
            .Where(method => method.Name is not nameof(IAsyncDisposable.DisposeAsync) && !method.IsSpecialName)
            .ToList();

        methods.Where(method => method.GetParameters() is not [.., { ParameterType: var last }] || last != typeof(CancellationToken))
            .Select(method => $"{method.DeclaringType}.{method.Name}").Should().BeEmpty();
        methods.Count.Should().BeGreaterThan(package is Packages.Core ? 20 : -1, "otherwise nothing was looked at");
    }

    [Theory]
    [InlineData(typeof(Task), true)]
    [InlineData(typeof(Task<int>), true)]
    [InlineData(typeof(ValueTask), true)]
    [InlineData(typeof(ValueTask<int>), true)]
    [InlineData(typeof(IAsyncEnumerable<int>), true)]
    [InlineData(typeof(IEnumerable<int>), false)]
    [InlineData(typeof(int), false)]
    public void What_is_waited_for_is_known(Type type, bool awaited) => IsAwaited(type).Should().Be(awaited);

    private static bool IsAwaited(Type type) => type == typeof(Task) || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() is var generic
            && (generic == typeof(Task<>) || generic == typeof(ValueTask<>) || generic == typeof(IAsyncEnumerable<>)));
}
