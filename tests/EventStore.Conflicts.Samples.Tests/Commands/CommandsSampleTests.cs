namespace EventStore.Conflicts.Samples.Tests.Commands;

public sealed class CommandsSampleTests
{
    [Fact]
    public async Task It_tells_what_became_of_each_command_and_what_others_did_meanwhile()
    {
        var result = await SampleProcess.RunAsync("Commands.dll");

        result.ExitCode.Should().Be(0);
        result.Error.Should().BeEmpty();
        result.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Should().Equal(
            "Ann and Bob share an account with 100 in it.",
            "Retry, the default: if others were faster, it is decided again. Nothing is overdrawn.",
            "Ann withdraws 50: Committed, decided once. Version 2, 50 left.",
            "Ann withdraws 20, and Bob 10 at the same time: Committed, decided twice. Version 4, 20 left.",
            "Not seen before: withdrawn (3)",
            "Reject, the default with the version the user saw: show what the others did, so that the user can review it.",
            "Ann looks at version 4. Bob withdraws 5. Then Ann withdraws 10:",
            "Meanwhile: withdrawn (5). Please review and try again.",
            "5  Withdrawn { Amount = 5 }",
            "Bob deposits 30, which doesn't matter. Ann has reviewed, and sends it again: Committed, decided once. Version 7, 35 left.",
            "Not seen before: deposited (6)",
            "The answer was lost, so the same command is delivered again. Its CommandId is known.",
            "Ann withdraws 10: AlreadyAppended, not decided again. Version 7, 35 left.",
            "A command that is not possible is an answer too.",
            "Ann withdraws 1000: There are only 35 left.",
            "Merge, said for RaiseGoal: both look at one goal, both raise it, and both count.",
            "Ann sets a goal: Committed, decided once. Version 8, the goal is 1000.",
            "Ann raises it by 100: Committed, decided once. Version 9, the goal is 1100.",
            "Bob raises it by 200: Committed, decided once. Version 10, the goal is 1300.",
            "Not seen before: goal-changed (9)",
            "Replaced by the rule: GoalChanged { From = 1100, To = 1300 }",
            "Force, said for BookFee: appended whatever happens. No rule is asked, and a log would get a warning.",
            "The bank books a fee of 2, and Ann withdraws 1 at the same time: Committed, decided once. Version 12, 32 left.",
            "Not seen before: withdrawn (11)",
            "The same with an aggregate, for those who like objects.",
            "Ann withdraws 2: Committed, decided once. Version 13, 30 left.",
            "What the store holds:",
            "1  deposited     decided at version 0   Deposited { Amount = 100 }",
            "2  withdrawn     decided at version 1   Withdrawn { Amount = 50 }",
            "3  withdrawn     decided at version 2   Withdrawn { Amount = 10 }",
            "4  withdrawn     decided at version 3   Withdrawn { Amount = 20 }",
            "5  withdrawn     decided at version 4   Withdrawn { Amount = 5 }",
            "6  deposited     decided at version 5   Deposited { Amount = 30 }",
            "7  withdrawn     decided at version 6   Withdrawn { Amount = 10 }",
            "8  goal-changed  decided at version 7   GoalChanged { From = 0, To = 1000 }",
            "9  goal-changed  decided at version 8   GoalChanged { From = 1000, To = 1100 }",
            "10  goal-changed  decided at version 8   GoalChanged { From = 1100, To = 1300 }",
            "11  withdrawn     decided at version 10  Withdrawn { Amount = 1 }",
            "12  withdrawn     forced                 Withdrawn { Amount = 2 }",
            "13  withdrawn     decided at version 12  Withdrawn { Amount = 2 }");
    }
}
