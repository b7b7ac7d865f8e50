namespace EventStore.Conflicts.PostgreSql.Load.Checking;

/// <summary>
/// Compares what is in the store with what its writers were told and what its follower saw: nothing acknowledged is missing, nothing is there that was not acknowledged
/// or that is there twice, every stream has the versions 1 to n in the order of the positions, and the follower saw just that.
/// </summary>
public sealed class StoreCheck(Problems problems)
{
    private readonly Dictionary<Guid, LoggedEvent> acknowledged = [];
    private readonly Dictionary<StreamId, long> heads = [];

    /// <summary>How many events the store holds.</summary>
    public async Task<long> RunAsync(IAsyncEnumerable<LoggedEvent> stored, IEnumerable<LoggedEvent> told, IEnumerable<LoggedEvent> seen)
    {
        foreach (var each in told)
        {
            if (!acknowledged.TryAdd(each.Id, each) && acknowledged[each.Id] != each)
            {
                problems.Add($"Acknowledged as two: {each} and {acknowledged[each.Id]}");
            }
        }

        var count = 0L;
        using var following = new SeenEvents(seen, problems);
        await foreach (var each in stored)
        {
            count++;
            CheckAcknowledged(each);
            CheckVersion(each);
            following.Meet(each);
        }

        following.End();
        foreach (var missing in acknowledged.Values)
        {
            problems.Add($"Acknowledged, and not there: {missing}");
        }

        return count;
    }

    private void CheckAcknowledged(LoggedEvent each)
    {
        if (!acknowledged.Remove(each.Id, out var told))
        {
            problems.Add($"There without having been acknowledged, or twice: {each}");
        }
        else if (told with { Position = told.Position ?? each.Position } != each)
        {
            problems.Add($"Not where it was said to be: {each} is {told}");
        }
    }

    private void CheckVersion(LoggedEvent each)
    {
        var head = heads.GetValueOrDefault(each.Stream);
        if (each.Version != head + 1)
        {
            problems.Add($"Not version {head + 1}: {each}");
        }

        heads[each.Stream] = each.Version;
    }
}
