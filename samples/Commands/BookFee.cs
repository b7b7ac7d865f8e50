namespace Bank;

/// <summary>A command of the bank's own, which nobody can prevent.</summary>
internal sealed record BookFee(decimal Amount);
