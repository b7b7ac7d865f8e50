using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.Tests.Contract;

public sealed class InMemoryAppendResult : AppendResultContract<InMemoryEngine>;

public sealed class InMemoryBatchRules : BatchRulesContract<InMemoryEngine>;

public sealed class InMemoryConflictReport : ConflictReportContract<InMemoryEngine>;

public sealed class InMemoryConflictRules : ConflictRulesContract<InMemoryEngine>;

public sealed class InMemoryDecidedAt : DecidedAtContract<InMemoryEngine>;

public sealed class InMemoryEmptyBatch : EmptyBatchContract<InMemoryEngine>;

public sealed class InMemoryExpectedVersion : ExpectedVersionContract<InMemoryEngine>;

public sealed class InMemoryNextExpectation : NextExpectationContract<InMemoryEngine>;

public sealed class InMemoryRenamedTypes : RenamedTypesContract<InMemoryEngine>;

public sealed class InMemoryResentBatch : ResentBatchContract<InMemoryEngine>;

public sealed class InMemoryStrictAssertion : StrictAssertionContract<InMemoryEngine>;

public sealed class InMemoryTakenId : TakenIdContract<InMemoryEngine>;
