using Bank;
using EventStore.Conflicts;
using EventStore.Conflicts.Commands;
using EventStore.Conflicts.Configuration;

await using var store = new EventStoreBuilder()
    .UseInMemory()
    .MapEvents(types => types
        .Map<Deposited>("deposited")
        .Map<Withdrawn>("withdrawn")
        .Map<GoalChanged>("goal-changed"))
    .ConfigureConflicts(rules =>
    {
        rules.For<Deposited>().NeverConflicts();
        rules.For<Withdrawn>().CompatibleOnlyWith<Deposited, GoalChanged>();
        rules.For<GoalChanged>().ConflictsWithItself().ResolveWith((mine, theirs) =>
        {
            var change = theirs.To - theirs.From;
            return Resolution.Replace(new GoalChanged(mine.From + change, mine.To + change));
        });
    })
    .Build();

// What becomes of a command if others were faster is said once for its type. Withdrawing has no type of command here, so it has the defaults.
var commands = new CommandExecutor(store, new CommandOptions()
    .UseStrategy<RaiseGoal>(ConflictStrategy.Merge)
    .UseStrategy<BookFee>(ConflictStrategy.Force));
var account = new StreamId("account-1");
await store.AppendToStreamAsync(account, ExpectedVersion.NoStream, [new NewEvent(new Deposited(100))]);

Story.Begin("Ann and Bob share an account with 100 in it.");
Story.Chapter("Retry, the default: if others were faster, it is decided again. Nothing is overdrawn.");
var result = await commands.ExecuteAsync(account, Account.Fold, each => each.Withdraw(50));
Story.Tell("Ann withdraws 50", result, $"{result.State.Balance} left");

// So that it happens each time, Bob comes while Ann's command is being decided. A decision that waits is an async function, and knows which attempt it is.
result = await commands.ExecuteAsync(account, Account.Fold, async (context, token) =>
{
    if (context.Attempt == 1)
    {
        await commands.ExecuteAsync(account, Account.Fold, each => each.Withdraw(10), cancellationToken: token);
    }

    return context.State.Withdraw(20);
});
Story.Tell("Ann withdraws 20, and Bob 10 at the same time", result, $"{result.State.Balance} left");

Story.Chapter("Reject, the default with the version the user saw: show what the others did, so that the user can review it.");
var seen = (await commands.LoadAsync(account, Account.Fold)).Version;
await commands.ExecuteAsync(account, Account.Fold, each => each.Withdraw(5));
Story.Tell($"Ann looks at version {seen}. Bob withdraws 5. Then Ann withdraws 10:");
var commandId = Guid.CreateVersion7();

var answer = await commands.TryExecuteAsync(
    account, Account.Fold, each => each.Withdraw(10), new CommandSettings { Seen = seen, CommandId = commandId });
var reply = answer switch
{
    { Result: { } done } => $"There are {done.State.Balance} left.",
    { Conflict: UserFacingConflictException conflict } => $"Meanwhile: {conflict.Missed}. Please review and try again.",
    { Invalid: { } invalid } => invalid.Message,
    _ => "Others keep changing this. Please try again later.",
};

Story.Tell($"  {reply}");
var refusal = (UserFacingConflictException)answer.Conflict!;
Story.Tell(refusal.Missed);

var reviewed = new CommandSettings { Seen = refusal.Actual, CommandId = commandId };
await commands.ExecuteAsync(account, Account.Fold, _ => [new Deposited(30)]);
result = await commands.ExecuteAsync(account, Account.Fold, each => each.Withdraw(10), reviewed);
Story.Tell("Bob deposits 30, which doesn't matter. Ann has reviewed, and sends it again", result, $"{result.State.Balance} left");

Story.Chapter("The answer was lost, so the same command is delivered again. Its CommandId is known.");
result = await commands.ExecuteAsync(account, Account.Fold, each => each.Withdraw(10), reviewed);
Story.Tell("Ann withdraws 10", result, $"{result.State.Balance} left");

Story.Chapter("A command that is not possible is an answer too.");
answer = await commands.TryExecuteAsync(account, Account.Fold, each => each.Withdraw(1_000));
Story.Tell($"Ann withdraws 1000: {answer.Invalid!.Message}");

Story.Chapter("Merge, said for RaiseGoal: both look at one goal, both raise it, and both count.");
var decider = new GoalDecider();
var goal = await commands.ExecuteAsync(account, decider, new RaiseGoal(1_000));
Story.Tell("Ann sets a goal", goal, $"the goal is {goal.State}");
var looking = new CommandSettings { Seen = goal.Version };
goal = await commands.ExecuteAsync(account, decider, new RaiseGoal(100), looking);
Story.Tell("Ann raises it by 100", goal, $"the goal is {goal.State}");
goal = await commands.ExecuteAsync(account, decider, new RaiseGoal(200), looking);
Story.Tell("Bob raises it by 200", goal, $"the goal is {goal.State}");
Story.Tell(goal.Append!.Merges);

Story.Chapter("Force, said for BookFee: appended whatever happens. No rule is asked, and a log would get a warning.");
var fee = new BookFee(2);
result = await commands.ExecuteAsync(account, Account.Fold, async (_, token) =>
{
    await commands.ExecuteAsync(account, Account.Fold, each => each.Withdraw(1), cancellationToken: token);
    return [new Withdrawn(fee.Amount)];
}, new CommandSettings { Command = fee });
Story.Tell("The bank books a fee of 2, and Ann withdraws 1 at the same time", result, $"{result.State.Balance} left");

Story.Chapter("The same with an aggregate, for those who like objects.");
var aggregate = await commands.ExecuteAsync(account, () => new AccountAggregate(), each => each.Withdraw(2));
Story.Tell("Ann withdraws 2", aggregate, $"{aggregate.State.Balance} left");

Story.Chapter("What the store holds:");
await foreach (var recorded in store.ReadStreamAsync(account))
{
    var how = recorded.DecidedAt is { } version ? $"decided at version {version}" : "forced";
    Story.Tell($"{recorded.Version,2}  {recorded.Type,-12}  {how,-21}  {recorded.Data}");
}
