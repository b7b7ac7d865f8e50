using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.Testing.Tests.Samples;

internal sealed record Deposited(int Amount);

internal sealed record Withdrawn(int Amount);

internal sealed record NoteAdded(string Text);

internal sealed record Account(int Balance, int Notes)
{
    internal static Account Evolve(Account account, object @event) => @event switch
    {
        Deposited deposited => account with { Balance = account.Balance + deposited.Amount },
        Withdrawn withdrawn => account with { Balance = account.Balance - withdrawn.Amount },
        NoteAdded => account with { Notes = account.Notes + 1 },
        _ => account,
    };
}

/// <summary>Deposits and notes go together with anything; two withdrawals may overdraw.</summary>
internal static class Accounts
{
    internal static EventTypeMap Types { get; } = new EventTypeMapBuilder()
        .Map<Deposited>("deposited").Map<Withdrawn>("withdrawn").Map<NoteAdded>("note-added").Build();

    internal static AggregateModel<Account> Model() => new AggregateModel<Account>(Types, () => new Account(0, 0), Account.Evolve)
        .Keeps("never negative", account => account.Balance >= 0)
        .Decides<Deposited>((_, random) => new Deposited(random.Next(1, 100)))
        .Decides<Withdrawn>((account, random) => random.Next(1, 100) is var amount && amount <= account.Balance ? new Withdrawn(amount) : null)
        .Decides<NoteAdded>((_, _) => new NoteAdded("note"));

    internal static ConflictRegistry Right() => Registry.Of(Types, rules =>
    {
        rules.For<Deposited>().NeverConflicts();
        rules.For<NoteAdded>().NeverConflicts();
        rules.For<Withdrawn>().CompatibleOnlyWith<Deposited, NoteAdded>();
    });

    internal static ConflictRegistry Overdrawing() => Registry.Of(Types, rules => rules.For<Withdrawn>().CompatibleOnlyWith<Withdrawn>());
}
