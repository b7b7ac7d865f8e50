using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.Sqlite.Tests.Contract;

public sealed class SqliteAnyCondition : AnyConditionContract<SqliteEngine>;

public sealed class SqliteAppendResult : AppendResultContract<SqliteEngine>;

public sealed class SqliteAppendTelemetry : AppendTelemetryContract<SqliteEngine>;

public sealed class SqliteAskVerdict : AskVerdictContract<SqliteEngine>;

public sealed class SqliteAwkwardText : AwkwardTextContract<SqliteEngine>;

public sealed class SqliteBadAppend : BadAppendContract<SqliteEngine>;

public sealed class SqliteBadRead : BadReadContract<SqliteEngine>;

public sealed class SqliteBatchRules : BatchRulesContract<SqliteEngine>;

public sealed class SqliteCancellation : CancellationContract<SqliteEngine>;

public sealed class SqliteConflictObserver : ConflictObserverContract<SqliteEngine>;

public sealed class SqliteConflictReport : ConflictReportContract<SqliteEngine>;

public sealed class SqliteConflictRules : ConflictRulesContract<SqliteEngine>;

public sealed class SqliteDecidedAt : DecidedAtContract<SqliteEngine>;

public sealed class SqliteDisposal : DisposalContract<SqliteEngine>;

public sealed class SqliteDisposedStore : DisposedStoreContract<SqliteEngine>;

public sealed class SqliteDroppedEvents : DroppedEventsContract<SqliteEngine>;

public sealed class SqliteEmptyBatch : EmptyBatchContract<SqliteEngine>;

public sealed class SqliteExpectedVersion : ExpectedVersionContract<SqliteEngine>;

public sealed class SqliteFindEvent : FindEventContract<SqliteEngine>;

public sealed class SqliteFindKeys : FindKeysContract<SqliteEngine>;

public sealed class SqliteFollowingReader : FollowingReaderContract<SqliteEngine>;

public sealed class SqliteHotStream : HotStreamContract<SqliteEngine>;

public sealed class SqliteInjection : InjectionContract<SqliteEngine>;

public sealed class SqliteLimits : LimitsContract<SqliteEngine>;

public sealed class SqliteListStreams : ListStreamsContract<SqliteEngine>;

public sealed class SqliteNextExpectation : NextExpectationContract<SqliteEngine>;

public sealed class SqliteParallelAppends : ParallelAppendsContract<SqliteEngine>;

public sealed class SqliteReadAll : ReadAllContract<SqliteEngine>;

public sealed class SqliteReadStream : ReadStreamContract<SqliteEngine>;

public sealed class SqliteRecordedEvent : RecordedEventContract<SqliteEngine>;

public sealed class SqliteRenamedTypes : RenamedTypesContract<SqliteEngine>;

public sealed class SqliteResentBatch : ResentBatchContract<SqliteEngine>;

public sealed class SqliteResentDroppedEvents : ResentDroppedEventsContract<SqliteEngine>;

public sealed class SqliteShadow : ShadowContract<SqliteEngine>;

public sealed class SqliteStaleAppendLog : StaleAppendLogContract<SqliteEngine>;

public sealed class SqliteStaleAppendTelemetry : StaleAppendTelemetryContract<SqliteEngine>;

public sealed class SqliteStalenessAge : StalenessAgeContract<SqliteEngine>;

public sealed class SqliteStalenessCap : StalenessCapContract<SqliteEngine>;

public sealed class SqliteStorageAnswers : StorageAnswersContract<SqliteEngine>;

public sealed class SqliteStrictAssertion : StrictAssertionContract<SqliteEngine>;

public sealed class SqliteTakenId : TakenIdContract<SqliteEngine>;

public sealed class SqlitePredicate : PredicateContract<SqliteEngine>;

public sealed class SqlitePredicateLoop : PredicateLoopContract<SqliteEngine>;

public sealed class SqliteMerge : MergeContract<SqliteEngine>;

public sealed class SqliteDerivedTypes : DerivedTypesContract<SqliteEngine>;

public sealed class SqliteStaleness : StalenessContract<SqliteEngine>;

public sealed class SqliteExplain : ExplainContract<SqliteEngine>;

public sealed class SqliteAggregateCommand : AggregateCommandContract<SqliteEngine>;

public sealed class SqliteCommandAnswer : CommandAnswerContract<SqliteEngine>;

public sealed class SqliteForceCommand : ForceCommandContract<SqliteEngine>;

public sealed class SqliteIdempotentCommand : IdempotentCommandContract<SqliteEngine>;

public sealed class SqliteLazyDecision : LazyDecisionContract<SqliteEngine>;

public sealed class SqliteLostAnswerCommand : LostAnswerCommandContract<SqliteEngine>;

public sealed class SqliteMergeCommand : MergeCommandContract<SqliteEngine>;

public sealed class SqliteMissedTail : MissedTailContract<SqliteEngine>;

public sealed class SqliteRejectCommand : RejectCommandContract<SqliteEngine>;

public sealed class SqliteRetryCommand : RetryCommandContract<SqliteEngine>;

public sealed class SqliteCopiedEvents : CopiedEventsContract<SqliteEngine>;

public sealed class SqliteReadDropped : ReadDroppedContract<SqliteEngine>;

public sealed class SqliteAppendInOrder : AppendInOrderContract<SqliteEngine>;

public sealed class SqliteCopyStore : CopyStoreContract<SqliteEngine>;

public sealed class SqliteCopyAgain : CopyAgainContract<SqliteEngine>;

public sealed class SqliteCopyTarget : CopyTargetContract<SqliteEngine>;
