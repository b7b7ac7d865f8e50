using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.Testing.Tests.Readme;

/// <summary>The example of the README, word for word.</summary>
public sealed class AccountRulesTests
{
    private readonly EventTypeMap types = new EventTypeMapBuilder().Map<Deposited>("deposited").Map<Withdrawn>("withdrawn").Build();
    private readonly ConflictRegistry rules;

    public AccountRulesTests() => rules = Rules(withdrawals => withdrawals.CompatibleOnlyWith<Deposited>());

    public sealed record Deposited(int Amount);

    public sealed record Withdrawn(int Amount);

    public sealed record Account(int Balance)
    {
        public static Account Evolve(Account account, object @event) => @event switch
        {
            Deposited deposited => new Account(account.Balance + deposited.Amount),
            Withdrawn withdrawn => new Account(account.Balance - withdrawn.Amount),
            _ => account,
        };
    }

    private AggregateModel<Account> Model() => new AggregateModel<Account>(types, () => new Account(0), Account.Evolve)
        .Keeps("never negative", account => account.Balance >= 0)
        .Decides<Deposited>((_, random) => new Deposited(random.Next(1, 100)))
        .Decides<Withdrawn>((account, random) => account.Balance > 0 ? new Withdrawn(random.Next(1, account.Balance + 1)) : null);

    [Fact]
    public void The_rules_fit_the_account() => Model().Check(rules).Verify();

    [Fact]
    public void The_README_shows_this_code_and_the_story_that_it_tells()
    {
        var loose = Rules(withdrawals => withdrawals.CompatibleOnlyWith<Deposited, Withdrawn>());
        var story = Model().Invoking(model => model.Check(loose).Verify()).Should().Throw<CompatibilityException>().Which.Message;
        var section = Read("README.md").Split("\n## Checking rules against the aggregate\n")[1].Split("\n## ")[0];
        var blocks = section.Split("```");

        blocks.Should().HaveCount(5);
        blocks[1].Should().StartWith("csharp\n");
        Trimmed(Read("Readme.AccountRulesTests.cs")).Should().Contain(Trimmed(blocks[1]["csharp\n".Length..]));
        blocks[3].Should().StartWith("text\n");
        story.ReplaceLineEndings("\n").Should().Contain(blocks[3]["text\n".Length..]);
    }

    private ConflictRegistry Rules(Action<TypeRules<Withdrawn>> withdrawals)
    {
        var declared = new ConflictRegistryBuilder();
        declared.For<Deposited>().NeverConflicts();
        withdrawals(declared.For<Withdrawn>());
        return declared.Build(types);
    }

    private static string Trimmed(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()));

    private static string Read(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file)).ReplaceLineEndings("\n");
}
