using System.Reflection;
using System.Reflection.Emit;
using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.Tests.Contract;

public sealed class ContractCoverageTests
{
    private static readonly Type[] Types = typeof(ContractCoverageTests).Assembly.GetTypes();

    [Fact]
    public void Every_engine_here_passes_every_contract_unchanged() => ContractCoverage.AssertComplete(typeof(ContractCoverageTests).Assembly);

    [Fact]
    public void An_engine_that_leaves_out_a_contract_is_found() =>
        ContractCoverage.Gaps([.. Types.Where(type => type != typeof(InMemoryDisposal))])
            .Should().ContainSingle().Which.Should().StartWith("InMemoryEngine does not run DisposalContract");

    [Fact]
    public void An_engine_that_runs_nothing_is_found_for_every_contract()
    {
        ContractCoverage.Contracts.Should().HaveCountGreaterThan(20);
        ContractCoverage.Gaps([typeof(InMemoryEngine)]).Should().HaveCount(ContractCoverage.Contracts.Count);
    }

    [Fact]
    public void A_project_without_an_engine_is_found() =>
        ContractCoverage.Gaps([typeof(ContractCoverageTests)]).Should().Equal("There is no engine.");

    [Theory]
    [InlineData("The_start_is_always_visible")]
    [InlineData("Something_else")]
    public void A_class_that_hides_a_contract_test_or_adds_anything_is_found(string member)
    {
        var changed = Subclass(typeof(FindEventContract<InMemoryEngine>), TypeAttributes.Public, member);

        ContractCoverage.Gaps([.. Types.Where(type => type != typeof(InMemoryFindEvent)), changed])
            .Should().ContainSingle().Which.Should().Contain(member);
    }

    [Fact]
    public void A_class_that_is_not_public_does_not_count_because_it_is_never_run()
    {
        var hidden = Subclass(typeof(FindEventContract<InMemoryEngine>), TypeAttributes.NotPublic, member: null);

        ContractCoverage.Gaps([.. Types.Where(type => type != typeof(InMemoryFindEvent)), hidden])
            .Should().ContainSingle().Which.Should().Contain("no public class");
    }

    private static Type Subclass(Type contract, TypeAttributes visibility, string? member)
    {
        var module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Subclasses"), AssemblyBuilderAccess.Run).DefineDynamicModule("Subclasses");
        var type = module.DefineType("Subclass", visibility | TypeAttributes.Class, contract);
        if (member is not null)
        {
            type.DefineMethod(member, MethodAttributes.Public | MethodAttributes.HideBySig, typeof(void), []).GetILGenerator().Emit(OpCodes.Ret);
        }

        return type.CreateType();
    }
}
