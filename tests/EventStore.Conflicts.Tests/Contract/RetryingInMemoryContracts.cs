using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.Tests.Contract;

public sealed class RetryingInMemoryAnyCondition : AnyConditionContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryAppendResult : AppendResultContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryAppendTelemetry : AppendTelemetryContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryAskVerdict : AskVerdictContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryAwkwardText : AwkwardTextContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryBadAppend : BadAppendContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryBadRead : BadReadContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryBatchRules : BatchRulesContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryCancellation : CancellationContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryConflictObserver : ConflictObserverContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryConflictReport : ConflictReportContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryConflictRules : ConflictRulesContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryDecidedAt : DecidedAtContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryDisposal : DisposalContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryDisposedStore : DisposedStoreContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryDroppedEvents : DroppedEventsContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryEmptyBatch : EmptyBatchContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryExpectedVersion : ExpectedVersionContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryFindEvent : FindEventContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryFindKeys : FindKeysContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryFollowingReader : FollowingReaderContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryHotStream : HotStreamContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryInjection : InjectionContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryLimits : LimitsContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryListStreams : ListStreamsContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryNextExpectation : NextExpectationContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryParallelAppends : ParallelAppendsContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryReadAll : ReadAllContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryReadStream : ReadStreamContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryRecordedEvent : RecordedEventContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryRenamedTypes : RenamedTypesContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryResentBatch : ResentBatchContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryResentDroppedEvents : ResentDroppedEventsContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryShadow : ShadowContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryStaleAppendLog : StaleAppendLogContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryStaleAppendTelemetry : StaleAppendTelemetryContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryStalenessAge : StalenessAgeContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryStalenessCap : StalenessCapContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryStorageAnswers : StorageAnswersContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryStrictAssertion : StrictAssertionContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryTakenId : TakenIdContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryPredicate : PredicateContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryPredicateLoop : PredicateLoopContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryMerge : MergeContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryDerivedTypes : DerivedTypesContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryStaleness : StalenessContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryExplain : ExplainContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryAggregateCommand : AggregateCommandContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryCommandAnswer : CommandAnswerContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryForceCommand : ForceCommandContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryIdempotentCommand : IdempotentCommandContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryLazyDecision : LazyDecisionContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryLostAnswerCommand : LostAnswerCommandContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryMergeCommand : MergeCommandContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryMissedTail : MissedTailContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryRejectCommand : RejectCommandContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryRetryCommand : RetryCommandContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryCopiedEvents : CopiedEventsContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryReadDropped : ReadDroppedContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryAppendInOrder : AppendInOrderContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryCopyStore : CopyStoreContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryCopyAgain : CopyAgainContract<RetryingInMemoryEngine>;

public sealed class RetryingInMemoryCopyTarget : CopyTargetContract<RetryingInMemoryEngine>;
