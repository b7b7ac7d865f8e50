using EventStore.Conflicts.Commands;

namespace Bank;

/// <summary>A command: what somebody wants to save is to be more.</summary>
internal sealed record RaiseGoal(decimal By);

/// <summary>A fold and a decision as one object. It needs nothing of the account but the goal, so that is its state.</summary>
internal sealed class GoalDecider : IDecider<decimal, RaiseGoal>
{
    public decimal Initial => 0;

    public decimal Evolve(decimal state, object @event) => @event is GoalChanged changed ? changed.To : state;

    public IEnumerable<object> Decide(decimal state, RaiseGoal command) => [new GoalChanged(state, state + command.By)];
}
