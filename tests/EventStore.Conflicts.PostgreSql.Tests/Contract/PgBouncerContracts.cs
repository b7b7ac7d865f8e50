using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.PostgreSql.Tests.Contract;

public sealed class PgBouncerAnyCondition : AnyConditionContract<PgBouncerEngine>;

public sealed class PgBouncerAppendResult : AppendResultContract<PgBouncerEngine>;

public sealed class PgBouncerAppendTelemetry : AppendTelemetryContract<PgBouncerEngine>;

public sealed class PgBouncerAskVerdict : AskVerdictContract<PgBouncerEngine>;

public sealed class PgBouncerAwkwardText : AwkwardTextContract<PgBouncerEngine>;

public sealed class PgBouncerBadAppend : BadAppendContract<PgBouncerEngine>;

public sealed class PgBouncerBadRead : BadReadContract<PgBouncerEngine>;

public sealed class PgBouncerBatchRules : BatchRulesContract<PgBouncerEngine>;

public sealed class PgBouncerCancellation : CancellationContract<PgBouncerEngine>;

public sealed class PgBouncerConflictObserver : ConflictObserverContract<PgBouncerEngine>;

public sealed class PgBouncerConflictReport : ConflictReportContract<PgBouncerEngine>;

public sealed class PgBouncerConflictRules : ConflictRulesContract<PgBouncerEngine>;

public sealed class PgBouncerDecidedAt : DecidedAtContract<PgBouncerEngine>;

public sealed class PgBouncerDisposal : DisposalContract<PgBouncerEngine>;

public sealed class PgBouncerDisposedStore : DisposedStoreContract<PgBouncerEngine>;

public sealed class PgBouncerDroppedEvents : DroppedEventsContract<PgBouncerEngine>;

public sealed class PgBouncerEmptyBatch : EmptyBatchContract<PgBouncerEngine>;

public sealed class PgBouncerExpectedVersion : ExpectedVersionContract<PgBouncerEngine>;

public sealed class PgBouncerFindEvent : FindEventContract<PgBouncerEngine>;

public sealed class PgBouncerFindKeys : FindKeysContract<PgBouncerEngine>;

public sealed class PgBouncerFollowingReader : FollowingReaderContract<PgBouncerEngine>;

public sealed class PgBouncerHotStream : HotStreamContract<PgBouncerEngine>;

public sealed class PgBouncerInjection : InjectionContract<PgBouncerEngine>;

public sealed class PgBouncerLimits : LimitsContract<PgBouncerEngine>;

public sealed class PgBouncerListStreams : ListStreamsContract<PgBouncerEngine>;

public sealed class PgBouncerNextExpectation : NextExpectationContract<PgBouncerEngine>;

public sealed class PgBouncerParallelAppends : ParallelAppendsContract<PgBouncerEngine>;

public sealed class PgBouncerReadAll : ReadAllContract<PgBouncerEngine>;

public sealed class PgBouncerReadStream : ReadStreamContract<PgBouncerEngine>;

public sealed class PgBouncerRecordedEvent : RecordedEventContract<PgBouncerEngine>;

public sealed class PgBouncerRenamedTypes : RenamedTypesContract<PgBouncerEngine>;

public sealed class PgBouncerResentBatch : ResentBatchContract<PgBouncerEngine>;

public sealed class PgBouncerResentDroppedEvents : ResentDroppedEventsContract<PgBouncerEngine>;

public sealed class PgBouncerShadow : ShadowContract<PgBouncerEngine>;

public sealed class PgBouncerStaleAppendLog : StaleAppendLogContract<PgBouncerEngine>;

public sealed class PgBouncerStaleAppendTelemetry : StaleAppendTelemetryContract<PgBouncerEngine>;

public sealed class PgBouncerStalenessAge : StalenessAgeContract<PgBouncerEngine>;

public sealed class PgBouncerStalenessCap : StalenessCapContract<PgBouncerEngine>;

public sealed class PgBouncerStorageAnswers : StorageAnswersContract<PgBouncerEngine>;

public sealed class PgBouncerStrictAssertion : StrictAssertionContract<PgBouncerEngine>;

public sealed class PgBouncerTakenId : TakenIdContract<PgBouncerEngine>;

public sealed class PgBouncerPredicate : PredicateContract<PgBouncerEngine>;

public sealed class PgBouncerPredicateLoop : PredicateLoopContract<PgBouncerEngine>;

public sealed class PgBouncerMerge : MergeContract<PgBouncerEngine>;

public sealed class PgBouncerDerivedTypes : DerivedTypesContract<PgBouncerEngine>;

public sealed class PgBouncerStaleness : StalenessContract<PgBouncerEngine>;

public sealed class PgBouncerExplain : ExplainContract<PgBouncerEngine>;

public sealed class PgBouncerAggregateCommand : AggregateCommandContract<PgBouncerEngine>;

public sealed class PgBouncerCommandAnswer : CommandAnswerContract<PgBouncerEngine>;

public sealed class PgBouncerForceCommand : ForceCommandContract<PgBouncerEngine>;

public sealed class PgBouncerIdempotentCommand : IdempotentCommandContract<PgBouncerEngine>;

public sealed class PgBouncerMergeCommand : MergeCommandContract<PgBouncerEngine>;

public sealed class PgBouncerMissedTail : MissedTailContract<PgBouncerEngine>;

public sealed class PgBouncerRejectCommand : RejectCommandContract<PgBouncerEngine>;

public sealed class PgBouncerRetryCommand : RetryCommandContract<PgBouncerEngine>;

public sealed class PgBouncerAppendInOrder : AppendInOrderContract<PgBouncerEngine>;

public sealed class PgBouncerCopiedEvents : CopiedEventsContract<PgBouncerEngine>;

public sealed class PgBouncerReadDropped : ReadDroppedContract<PgBouncerEngine>;

public sealed class PgBouncerCopyStore : CopyStoreContract<PgBouncerEngine>;

public sealed class PgBouncerCopyAgain : CopyAgainContract<PgBouncerEngine>;

public sealed class PgBouncerCopyTarget : CopyTargetContract<PgBouncerEngine>;

public sealed class PgBouncerLostAnswerCommand : LostAnswerCommandContract<PgBouncerEngine>;

public sealed class PgBouncerLazyDecision : LazyDecisionContract<PgBouncerEngine>;
