using System.Diagnostics;
using EventStore.Conflicts;
using EventStore.Conflicts.Commands;

namespace ManyHosts;

/// <summary>Starts the hosts, kills one, starts it again, and tells what came of it.</summary>
internal sealed class Story(Database database)
{
    private const int DeliveriesPerHost = 200;
    private const int KillAfter = 100;

    private static readonly string[] Hosts = ["Amsterdam", "Berlin", "Cairo"];
    private static readonly StreamId[] Articles = [.. Enumerable.Range(1, 6).Select(number => new StreamId($"article-{number}"))];

    private readonly HostQueue[] hosts = [.. Hosts.Select(host => new HostQueue(host, database, Deliveries()))];

    internal async Task TellAsync(CancellationToken cancellationToken)
    {
        await using var store = database.OpenStore();
        try
        {
            Console.WriteLine(database.IsTemporary
                ? "Three hosts and one database, on a temporary PostgreSQL server that is gone at the end."
                : $"Three hosts and one database; the schema {database.Schema} in it is gone at the end.");
            Console.WriteLine($"Each host gets {DeliveriesPerHost} messages from a queue, some at once: raise a price, add a note, always of the same {Articles.Length} articles.");
            await TellAsync(store, cancellationToken);
        }
        finally
        {
            await database.RemoveStoreAsync();
        }
    }

    private async Task TellAsync(IEventStore store, CancellationToken cancellationToken)
    {
        var following = new Reader(store).FollowAsync(cancellationToken);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(hosts[0].RunAsync(cancellationToken), RunAndKillAsync(hosts[1], cancellationToken), hosts[2].RunAsync(cancellationToken));
        TellOfHosts(Stopwatch.GetElapsedTime(started));

        await store.AppendToStreamAsync(new StreamId("day"), ExpectedVersion.NoStream, [new NewEvent(new DayClosed())], cancellationToken: cancellationToken);
        var (followed, messages) = (await following, hosts.Length * DeliveriesPerHost);
        Console.WriteLine();
        Console.WriteLine($"A reader followed the whole store meanwhile: {followed} of {messages} events, each once and in order.");
        var (raised, raises) = (await RaisedAsync(store, cancellationToken), hosts.Length * Deliveries().Count(delivery => delivery.Raises));
        Console.WriteLine($"The prices were raised by {raised} in all, by {raises} messages of 1 each.");
        if ((followed, raised) != (messages, raises))
        {
            throw new InvalidOperationException("Something was lost, or done twice.");
        }
    }

    /// <summary>Half of them raise a price, which others do as well; the other half are notes.</summary>
    private static IEnumerable<Delivery> Deliveries() => Enumerable.Range(0, DeliveriesPerHost)
        .Select(number => new Delivery(Guid.CreateVersion7(), Articles[number / 2 % Articles.Length], Raises: number % 2 == 0));

    private static async Task RunAndKillAsync(HostQueue host, CancellationToken cancellationToken)
    {
        await host.RunAsync(cancellationToken, KillAfter);
        HashSet<Guid> inDoubt = [.. host.Unanswered];
        Console.WriteLine();
        Console.WriteLine($"{host.Host} was killed after {KillAfter} messages, with {inDoubt.Count} more under way: nobody knows whether they are committed.");
        await host.RunAsync(cancellationToken);
        var wereThere = host.Answers.Count(answer => inDoubt.Contains(answer.Id) && answer.Outcome == AppendOutcome.AlreadyAppended);
        Console.WriteLine($"Started again, it got these {inDoubt.Count} once more: {wereThere} were there, known by their ids, and {inDoubt.Count - wereThere} were not, and are now.");
    }

    private void TellOfHosts(TimeSpan elapsed)
    {
        Console.WriteLine();
        Console.WriteLine($"  {"host",-12}{"appends",9}{"stale and admitted",21}{"decided again",16}");
        foreach (var host in hosts)
        {
            Console.WriteLine(
                $"  {host.Host,-12}{host.Answers.Count,9}{host.Answers.Count(answer => answer.Outcome == AppendOutcome.Admitted),21}{host.Answers.Sum(answer => answer.DecidedAgain),16}");
        }

        Console.WriteLine($"In {elapsed.TotalSeconds:N1} s, with the killed host's pause.");
    }

    /// <summary>All raises together. Were one lost or done twice, the prices would tell.</summary>
    private static async Task<int> RaisedAsync(IEventStore store, CancellationToken cancellationToken)
    {
        var raised = 0;
        var commands = new CommandExecutor(store);
        foreach (var article in Articles)
        {
            raised += (await commands.LoadAsync(article, Article.Fold, cancellationToken)).State.Price - Article.FirstPrice;
        }

        return raised;
    }
}
