using System.Collections.Concurrent;
using System.Text.Json;
using EventStore.Conflicts;
using EventStore.Conflicts.Commands;

namespace ManyHosts;

/// <summary>One of the hosts, in a process of its own: takes deliveries, some at once, and answers each when it is committed.</summary>
internal sealed class Host(string name, IEventStore store)
{
    // A delivery has time: whoever loses against the others goes on trying.
    private readonly CommandExecutor commands = new(store, new CommandOptions { MaxAttempts = 1_000, Timeout = TimeSpan.FromMinutes(5) });
    private readonly ConcurrentDictionary<StreamId, long> seen = [];

    /// <summary>Works until there are no more deliveries.</summary>
    internal async Task RunAsync()
    {
        List<Task> running = [];
        while (await Console.In.ReadLineAsync() is { } line)
        {
            running.Add(HandleAsync(JsonSerializer.Deserialize<Delivery>(line)!));
        }

        await Task.WhenAll(running);
    }

    private async Task HandleAsync(Delivery delivery)
    {
        var answer = delivery.Raises ? await RaiseAsync(delivery) : await AddNoteAsync(delivery);
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(answer));
    }

    /// <summary>A command: loaded, decided, appended; and where others were faster, decided again. Its id tells whether it was done before.</summary>
    private async Task<Answer> RaiseAsync(Delivery delivery)
    {
        var settings = new CommandSettings { CommandId = delivery.Id };
        var result = await commands.ExecuteAsync(delivery.Article, Article.Fold, article => article.Raise(name), settings);
        seen[delivery.Article] = result.Version;
        var wasThere = result.Outcome == CommandOutcome.AlreadyAppended;
        return new Answer(delivery.Id, wasThere ? AppendOutcome.AlreadyAppended : AppendOutcome.Appended, Math.Max(0, result.Attempts - 1));
    }

    /// <summary>An append on what this host has seen last. It is stale as soon as somebody has written meanwhile; the rules admit it all the same.</summary>
    private async Task<Answer> AddNoteAsync(Delivery delivery)
    {
        var expected = ExpectedVersion.Exactly(seen.GetValueOrDefault(delivery.Article));
        var result = await store.AppendToStreamAsync(delivery.Article, expected, [new NewEvent(new NoteAdded(name), delivery.Id)]);
        return new Answer(delivery.Id, result.Outcome, DecidedAgain: 0);
    }
}
