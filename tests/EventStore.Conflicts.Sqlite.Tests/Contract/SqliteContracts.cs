using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.Sqlite.Tests.Contract;

public sealed class SqliteAppendResultContract : AppendResultContract<SqliteEngine>;

public sealed class SqliteEmptyBatchContract : EmptyBatchContract<SqliteEngine>;

public sealed class SqliteExpectedVersionContract : ExpectedVersionContract<SqliteEngine>;

public sealed class SqliteStrictAssertionContract : StrictAssertionContract<SqliteEngine>;

public sealed class SqliteResentBatchContract : ResentBatchContract<SqliteEngine>;

public sealed class SqliteTakenIdContract : TakenIdContract<SqliteEngine>;

public sealed class SqliteBatchRulesContract : BatchRulesContract<SqliteEngine>;

public sealed class SqliteConflictReportContract : ConflictReportContract<SqliteEngine>;

public sealed class SqliteConflictRulesContract : ConflictRulesContract<SqliteEngine>;

public sealed class SqliteDecidedAtContract : DecidedAtContract<SqliteEngine>;

public sealed class SqliteNextExpectationContract : NextExpectationContract<SqliteEngine>;

public sealed class SqliteRenamedTypesContract : RenamedTypesContract<SqliteEngine>;
