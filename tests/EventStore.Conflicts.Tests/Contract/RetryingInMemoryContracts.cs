using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.Tests.Contract;

public sealed class RetryingInMemoryAppendResult : AppendResultContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryBatchRules : BatchRulesContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryConflictReport : ConflictReportContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryConflictRules : ConflictRulesContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryDecidedAt : DecidedAtContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryEmptyBatch : EmptyBatchContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryExpectedVersion : ExpectedVersionContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryNextExpectation : NextExpectationContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryRenamedTypes : RenamedTypesContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryResentBatch : ResentBatchContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryStrictAssertion : StrictAssertionContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryTakenId : TakenIdContract<RetryingInMemoryEngine>;
