using EventStore.Conflicts.Commands;

namespace EventStore.Conflicts.ContractTests;

/// <summary>The calls that the tests of commands make.</summary>
public static class CommandShortcuts
{
    /// <summary>How many execute commands at the same time.</summary>
    public const int Writers = 32;

    /// <summary>An executor that decides again without waiting, and as often as it takes.</summary>
    public static CommandExecutor Commands(this IEventStore store, Action<CommandOptions>? configure = null)
    {
        var options = new CommandOptions { MaxAttempts = 1_000, BaseDelay = TimeSpan.Zero, Timeout = TimeSpan.FromHours(1) };
        configure?.Invoke(options);
        return new CommandExecutor(store, options);
    }

    /// <summary>A decision that is the same in each attempt, and on the way to which something happens in the first one.</summary>
    public static Func<DecisionContext<TState>, CancellationToken, Task<IEnumerable<object>>> Meanwhile<TState>(
        Func<Task> happens, Func<TState, IEnumerable<object>> decide) => async (context, _) =>
        {
            if (context.Attempt == 1)
            {
                await happens();
            }

            return decide(context.State);
        };
}
