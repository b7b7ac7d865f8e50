using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.PostgreSql.Tests.Contract;

public sealed class PostgreSqlAnyCondition : AnyConditionContract<PostgreSqlEngine>;

public sealed class PostgreSqlAppendResult : AppendResultContract<PostgreSqlEngine>;

public sealed class PostgreSqlAppendTelemetry : AppendTelemetryContract<PostgreSqlEngine>;

public sealed class PostgreSqlAskVerdict : AskVerdictContract<PostgreSqlEngine>;

public sealed class PostgreSqlAwkwardText : AwkwardTextContract<PostgreSqlEngine>;

public sealed class PostgreSqlBadAppend : BadAppendContract<PostgreSqlEngine>;

public sealed class PostgreSqlBadRead : BadReadContract<PostgreSqlEngine>;

public sealed class PostgreSqlBatchRules : BatchRulesContract<PostgreSqlEngine>;

public sealed class PostgreSqlCancellation : CancellationContract<PostgreSqlEngine>;

public sealed class PostgreSqlConflictObserver : ConflictObserverContract<PostgreSqlEngine>;

public sealed class PostgreSqlConflictReport : ConflictReportContract<PostgreSqlEngine>;

public sealed class PostgreSqlConflictRules : ConflictRulesContract<PostgreSqlEngine>;

public sealed class PostgreSqlDecidedAt : DecidedAtContract<PostgreSqlEngine>;

public sealed class PostgreSqlDisposal : DisposalContract<PostgreSqlEngine>;

public sealed class PostgreSqlDisposedStore : DisposedStoreContract<PostgreSqlEngine>;

public sealed class PostgreSqlDroppedEvents : DroppedEventsContract<PostgreSqlEngine>;

public sealed class PostgreSqlEmptyBatch : EmptyBatchContract<PostgreSqlEngine>;

public sealed class PostgreSqlExpectedVersion : ExpectedVersionContract<PostgreSqlEngine>;

public sealed class PostgreSqlFindEvent : FindEventContract<PostgreSqlEngine>;

public sealed class PostgreSqlFindKeys : FindKeysContract<PostgreSqlEngine>;

public sealed class PostgreSqlFollowingReader : FollowingReaderContract<PostgreSqlEngine>;

public sealed class PostgreSqlHotStream : HotStreamContract<PostgreSqlEngine>;

public sealed class PostgreSqlInjection : InjectionContract<PostgreSqlEngine>;

public sealed class PostgreSqlLimits : LimitsContract<PostgreSqlEngine>;

public sealed class PostgreSqlListStreams : ListStreamsContract<PostgreSqlEngine>;

public sealed class PostgreSqlNextExpectation : NextExpectationContract<PostgreSqlEngine>;

public sealed class PostgreSqlParallelAppends : ParallelAppendsContract<PostgreSqlEngine>;

public sealed class PostgreSqlReadAll : ReadAllContract<PostgreSqlEngine>;

public sealed class PostgreSqlReadStream : ReadStreamContract<PostgreSqlEngine>;

public sealed class PostgreSqlRecordedEvent : RecordedEventContract<PostgreSqlEngine>;

public sealed class PostgreSqlRenamedTypes : RenamedTypesContract<PostgreSqlEngine>;

public sealed class PostgreSqlResentBatch : ResentBatchContract<PostgreSqlEngine>;

public sealed class PostgreSqlResentDroppedEvents : ResentDroppedEventsContract<PostgreSqlEngine>;

public sealed class PostgreSqlShadow : ShadowContract<PostgreSqlEngine>;

public sealed class PostgreSqlStaleAppendLog : StaleAppendLogContract<PostgreSqlEngine>;

public sealed class PostgreSqlStaleAppendTelemetry : StaleAppendTelemetryContract<PostgreSqlEngine>;

public sealed class PostgreSqlStalenessAge : StalenessAgeContract<PostgreSqlEngine>;

public sealed class PostgreSqlStalenessCap : StalenessCapContract<PostgreSqlEngine>;

public sealed class PostgreSqlStorageAnswers : StorageAnswersContract<PostgreSqlEngine>;

public sealed class PostgreSqlStrictAssertion : StrictAssertionContract<PostgreSqlEngine>;

public sealed class PostgreSqlTakenId : TakenIdContract<PostgreSqlEngine>;

public sealed class PostgreSqlPredicate : PredicateContract<PostgreSqlEngine>;

public sealed class PostgreSqlPredicateLoop : PredicateLoopContract<PostgreSqlEngine>;

public sealed class PostgreSqlMerge : MergeContract<PostgreSqlEngine>;

public sealed class PostgreSqlDerivedTypes : DerivedTypesContract<PostgreSqlEngine>;

public sealed class PostgreSqlStaleness : StalenessContract<PostgreSqlEngine>;

public sealed class PostgreSqlExplain : ExplainContract<PostgreSqlEngine>;

public sealed class PostgreSqlAggregateCommand : AggregateCommandContract<PostgreSqlEngine>;

public sealed class PostgreSqlCommandAnswer : CommandAnswerContract<PostgreSqlEngine>;

public sealed class PostgreSqlForceCommand : ForceCommandContract<PostgreSqlEngine>;

public sealed class PostgreSqlIdempotentCommand : IdempotentCommandContract<PostgreSqlEngine>;

public sealed class PostgreSqlMergeCommand : MergeCommandContract<PostgreSqlEngine>;

public sealed class PostgreSqlMissedTail : MissedTailContract<PostgreSqlEngine>;

public sealed class PostgreSqlRejectCommand : RejectCommandContract<PostgreSqlEngine>;

public sealed class PostgreSqlRetryCommand : RetryCommandContract<PostgreSqlEngine>;

public sealed class PostgreSqlAppendInOrder : AppendInOrderContract<PostgreSqlEngine>;

public sealed class PostgreSqlCopiedEvents : CopiedEventsContract<PostgreSqlEngine>;

public sealed class PostgreSqlReadDropped : ReadDroppedContract<PostgreSqlEngine>;

public sealed class PostgreSqlCopyStore : CopyStoreContract<PostgreSqlEngine>;

public sealed class PostgreSqlCopyAgain : CopyAgainContract<PostgreSqlEngine>;

public sealed class PostgreSqlCopyTarget : CopyTargetContract<PostgreSqlEngine>;

public sealed class PostgreSqlLostAnswerCommand : LostAnswerCommandContract<PostgreSqlEngine>;

public sealed class PostgreSqlLazyDecision : LazyDecisionContract<PostgreSqlEngine>;
