namespace Bank;

internal sealed record Deposited(decimal Amount);

internal sealed record Withdrawn(decimal Amount);

internal sealed record GoalChanged(decimal From, decimal To);
