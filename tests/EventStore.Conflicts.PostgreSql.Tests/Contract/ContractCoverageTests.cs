using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.PostgreSql.Tests.Contract;

public sealed class ContractCoverageTests
{
    [Fact]
    public void PostgreSQL_passes_every_contract_unchanged_and_behind_PgBouncer_as_well() => ContractCoverage.AssertComplete(typeof(ContractCoverageTests).Assembly);
}
