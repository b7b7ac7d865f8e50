using EventStore.Conflicts.Testing.Tests.Samples;

namespace EventStore.Conflicts.Testing.Tests;

public sealed class ArgumentTests
{
    private readonly AggregateModel<Account> model = new(Accounts.Types, () => new Account(0, 0), Account.Evolve);

    [Fact]
    public void Nothing_is_null()
    {
        Action[] calls =
        [
            () => _ = new AggregateModel<int>(null!, () => 0, (state, _) => state),
            () => _ = new AggregateModel<int>(Accounts.Types, null!, (state, _) => state),
            () => _ = new AggregateModel<int>(Accounts.Types, () => 0, null!),
            () => model.ComparedBy(null!),
            () => model.Keeps(null!, _ => true),
            () => model.Keeps("name", null!),
            () => model.Decides((Func<Account, Random, Deposited?>)null!),
            () => model.Decides((Func<Account, Random, int?>)null!),
            () => model.PrintedBy(null!),
            () => model.Check(null!),
            () => Accounts.Model().Infer(new CheckOptions { States = 1 }).DifferencesTo(null!),
        ];

        calls.Should().AllSatisfy(call => call.Should().Throw<ArgumentNullException>());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void An_invariant_has_a_name(string name) => model.Invoking(each => each.Keeps(name, _ => true)).Should().Throw<ArgumentException>();

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_001)]
    public void States_have_bounds(int states) => FluentActions.Invoking(() => new CheckOptions { States = states })
        .Should().Throw<ArgumentOutOfRangeException>().WithMessage($"States is {states}; it must be from 1 to 1,000,000.*");

    [Theory]
    [InlineData(-1)]
    [InlineData(1_001)]
    public void Events_have_bounds(int events) => FluentActions.Invoking(() => new CheckOptions { MaxEvents = events })
        .Should().Throw<ArgumentOutOfRangeException>().WithMessage($"MaxEvents is {events}; it must be from 0 to 1,000.*");

    [Fact]
    public void The_defaults_are_what_their_documentation_says() =>
        CheckOptions.Default.Should().Be(new CheckOptions { Seed = 1, States = 500, MaxEvents = 20 });

    [Fact]
    public void The_greatest_walk_is_walked() => Accounts.Model().Infer(new CheckOptions { States = 1, MaxEvents = 1_000 }).Pairs.Should().HaveCount(9);

    [Fact]
    public void Nothing_is_said_twice()
    {
        model.ComparedBy(EqualityComparer<Account>.Default).Keeps("one", _ => true).PrintedBy(_ => "").Decides<Deposited>((_, _) => null);
        (Action Call, string Message)[] calls =
        [
            (() => model.ComparedBy(EqualityComparer<Account>.Default), "An equality is given twice to one model."),
            (() => model.Keeps("one", _ => true), "The invariant \"one\" is given twice to one model."),
            (() => model.PrintedBy(_ => ""), "A format is given twice to one model."),
            (() => model.Decides<Deposited>((_, _) => null), "The decision of 'deposited' is given twice to one model."),
        ];

        calls.Should().AllSatisfy(each => each.Call.Should().Throw<AggregateModelException>().WithMessage(each.Message));
    }

    [Fact]
    public void What_is_decided_is_mapped() => model.Invoking(each => each.Decides<Opened>((_, _) => null))
        .Should().Throw<AggregateModelException>().WithMessage("*Opened is decided but has no name: map it, Map<Opened>(\"…\").");

    [Fact]
    public void Something_is_decided()
    {
        model.Invoking(each => each.Check(Accounts.Right())).Should().Throw<AggregateModelException>().WithMessage("The model of Account decides no event*");
        model.Invoking(each => each.Infer()).Should().Throw<AggregateModelException>().WithMessage("The model of Account decides no event*");
    }
}
