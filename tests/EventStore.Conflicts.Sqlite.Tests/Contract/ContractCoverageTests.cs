using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.Sqlite.Tests.Contract;

public sealed class ContractCoverageTests
{
    [Fact]
    public void SQLite_passes_every_contract_unchanged() => ContractCoverage.AssertComplete(typeof(ContractCoverageTests).Assembly);
}
