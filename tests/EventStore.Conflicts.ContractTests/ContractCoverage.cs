using System.Reflection;

namespace EventStore.Conflicts.ContractTests;

/// <summary>Tells whether a test project really runs every contract, whole, on each of its engines.</summary>
public static class ContractCoverage
{
    private const BindingFlags Members =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Every contract there is, as an open generic type.</summary>
    public static IReadOnlyList<Type> Contracts { get; } =
    [
        .. typeof(ContractCoverage).Assembly.GetTypes()
            .Where(type => type.IsGenericTypeDefinition && type != typeof(EventStoreContract<>) && ContractsOf(type).Any())
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    /// <summary>Fails, and lists every gap, unless each engine of <paramref name="tests"/> runs each contract as it is.</summary>
    public static void AssertComplete(Assembly tests)
    {
        ArgumentNullException.ThrowIfNull(tests);
        Gaps(tests.GetTypes()).Should().BeEmpty("every engine passes every contract, unchanged");
    }

    /// <summary>What is missing or changed among the types of a test project, in plain words.</summary>
    public static IReadOnlyList<string> Gaps(IReadOnlyCollection<Type> types)
    {
        var engines = types.Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(ContractEngine))).ToArray();
        var suites = types.Where(type => !type.IsAbstract && ContractsOf(type).Any()).ToArray();
        return
        [
            .. engines.Length == 0 ? ["There is no engine."] : Array.Empty<string>(),
            .. engines.SelectMany(engine => Missing(engine, suites)),
            .. suites.SelectMany(Changed),
            .. Contracts.SelectMany(Skipped),
        ];
    }

    private static IEnumerable<string> Missing(Type engine, Type[] suites) => Contracts
        .Where(contract => !suites.Any(suite => suite.IsVisible && !suite.ContainsGenericParameters && Runs(suite, contract, engine)))
        .Select(contract => $"{engine.Name} does not run {Name(contract)}: no public class inherits it for this engine.");

    private static bool Runs(Type suite, Type contract, Type engine) =>
        ContractsOf(suite).Any(each => each.GetGenericTypeDefinition() == contract && each.GenericTypeArguments[0] == engine);

    /// <summary>A class that inherits a contract has no members of its own: nothing hidden, overridden or skipped.</summary>
    private static IEnumerable<string> Changed(Type suite)
    {
        for (var type = suite; type?.Assembly != typeof(ContractCoverage).Assembly; type = type!.BaseType)
        {
            foreach (var method in type!.GetMembers(Members).OfType<MethodBase>().Where(method => method is MethodInfo || method.GetParameters().Length > 0))
            {
                yield return $"{suite.Name} has a member of its own, {method.Name}: a contract is inherited with an empty body.";
            }
        }
    }

    private static IEnumerable<string> Skipped(Type contract) => contract.GetMethods(Members)
        .SelectMany(method => method.GetCustomAttributes<FactAttribute>(), (method, fact) => (method, fact))
        .Where(test => test.method.IsVirtual || test.fact is not { Skip: null, SkipUnless: null, SkipWhen: null, SkipExceptions: null, Explicit: false })
        .Select(test => $"{Name(contract)}.{test.method.Name} is virtual, skipped or explicit.");

    /// <summary>The contracts among the base types of <paramref name="type"/>, the type itself included.</summary>
    private static IEnumerable<Type> ContractsOf(Type type)
    {
        for (var each = type; each is not null; each = each.BaseType)
        {
            if (each.IsGenericType && each.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(EventStoreContract<>))
            {
                yield return each;
            }
        }
    }

    private static string Name(Type contract) => contract.Name[..contract.Name.IndexOf('`', StringComparison.Ordinal)];
}
