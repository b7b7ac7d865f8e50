using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.Tests.Contract;

public sealed class InMemoryAnyCondition : AnyConditionContract<InMemoryEngine>;

public sealed class InMemoryAppendResult : AppendResultContract<InMemoryEngine>;

public sealed class InMemoryAppendTelemetry : AppendTelemetryContract<InMemoryEngine>;

public sealed class InMemoryAskVerdict : AskVerdictContract<InMemoryEngine>;

public sealed class InMemoryAwkwardText : AwkwardTextContract<InMemoryEngine>;

public sealed class InMemoryBadAppend : BadAppendContract<InMemoryEngine>;

public sealed class InMemoryBadRead : BadReadContract<InMemoryEngine>;

public sealed class InMemoryBatchRules : BatchRulesContract<InMemoryEngine>;

public sealed class InMemoryCancellation : CancellationContract<InMemoryEngine>;

public sealed class InMemoryConflictObserver : ConflictObserverContract<InMemoryEngine>;

public sealed class InMemoryConflictReport : ConflictReportContract<InMemoryEngine>;

public sealed class InMemoryConflictRules : ConflictRulesContract<InMemoryEngine>;

public sealed class InMemoryDecidedAt : DecidedAtContract<InMemoryEngine>;

public sealed class InMemoryDisposal : DisposalContract<InMemoryEngine>;

public sealed class InMemoryDisposedStore : DisposedStoreContract<InMemoryEngine>;

public sealed class InMemoryDroppedEvents : DroppedEventsContract<InMemoryEngine>;

public sealed class InMemoryEmptyBatch : EmptyBatchContract<InMemoryEngine>;

public sealed class InMemoryExpectedVersion : ExpectedVersionContract<InMemoryEngine>;

public sealed class InMemoryFindEvent : FindEventContract<InMemoryEngine>;

public sealed class InMemoryFindKeys : FindKeysContract<InMemoryEngine>;

public sealed class InMemoryFollowingReader : FollowingReaderContract<InMemoryEngine>;

public sealed class InMemoryHotStream : HotStreamContract<InMemoryEngine>;

public sealed class InMemoryInjection : InjectionContract<InMemoryEngine>;

public sealed class InMemoryLimits : LimitsContract<InMemoryEngine>;

public sealed class InMemoryListStreams : ListStreamsContract<InMemoryEngine>;

public sealed class InMemoryNextExpectation : NextExpectationContract<InMemoryEngine>;

public sealed class InMemoryParallelAppends : ParallelAppendsContract<InMemoryEngine>;

public sealed class InMemoryReadAll : ReadAllContract<InMemoryEngine>;

public sealed class InMemoryReadStream : ReadStreamContract<InMemoryEngine>;

public sealed class InMemoryRecordedEvent : RecordedEventContract<InMemoryEngine>;

public sealed class InMemoryRenamedTypes : RenamedTypesContract<InMemoryEngine>;

public sealed class InMemoryResentBatch : ResentBatchContract<InMemoryEngine>;

public sealed class InMemoryResentDroppedEvents : ResentDroppedEventsContract<InMemoryEngine>;

public sealed class InMemoryShadow : ShadowContract<InMemoryEngine>;

public sealed class InMemoryStaleAppendLog : StaleAppendLogContract<InMemoryEngine>;

public sealed class InMemoryStaleAppendTelemetry : StaleAppendTelemetryContract<InMemoryEngine>;

public sealed class InMemoryStalenessAge : StalenessAgeContract<InMemoryEngine>;

public sealed class InMemoryStalenessCap : StalenessCapContract<InMemoryEngine>;

public sealed class InMemoryStorageAnswers : StorageAnswersContract<InMemoryEngine>;

public sealed class InMemoryStrictAssertion : StrictAssertionContract<InMemoryEngine>;

public sealed class InMemoryTakenId : TakenIdContract<InMemoryEngine>;

public sealed class InMemoryPredicate : PredicateContract<InMemoryEngine>;

public sealed class InMemoryPredicateLoop : PredicateLoopContract<InMemoryEngine>;

public sealed class InMemoryMerge : MergeContract<InMemoryEngine>;

public sealed class InMemoryDerivedTypes : DerivedTypesContract<InMemoryEngine>;

public sealed class InMemoryStaleness : StalenessContract<InMemoryEngine>;

public sealed class InMemoryExplain : ExplainContract<InMemoryEngine>;

public sealed class InMemoryAggregateCommand : AggregateCommandContract<InMemoryEngine>;

public sealed class InMemoryCommandAnswer : CommandAnswerContract<InMemoryEngine>;

public sealed class InMemoryForceCommand : ForceCommandContract<InMemoryEngine>;

public sealed class InMemoryIdempotentCommand : IdempotentCommandContract<InMemoryEngine>;

public sealed class InMemoryLazyDecision : LazyDecisionContract<InMemoryEngine>;

public sealed class InMemoryLostAnswerCommand : LostAnswerCommandContract<InMemoryEngine>;

public sealed class InMemoryMergeCommand : MergeCommandContract<InMemoryEngine>;

public sealed class InMemoryMissedTail : MissedTailContract<InMemoryEngine>;

public sealed class InMemoryRejectCommand : RejectCommandContract<InMemoryEngine>;

public sealed class InMemoryRetryCommand : RetryCommandContract<InMemoryEngine>;

public sealed class InMemoryCopiedEvents : CopiedEventsContract<InMemoryEngine>;

public sealed class InMemoryReadDropped : ReadDroppedContract<InMemoryEngine>;

public sealed class InMemoryAppendInOrder : AppendInOrderContract<InMemoryEngine>;

public sealed class InMemoryCopyStore : CopyStoreContract<InMemoryEngine>;

public sealed class InMemoryCopyAgain : CopyAgainContract<InMemoryEngine>;

public sealed class InMemoryCopyTarget : CopyTargetContract<InMemoryEngine>;
