namespace EventStore.Conflicts.PostgreSql.Load;

/// <summary>Where an event stands, as somebody was told.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="Version">Its version.</param>
/// <param name="Position">Its position; null where that was not said.</param>
public sealed record LoggedEvent(Guid Id, StreamId Stream, long Version, GlobalPosition? Position);

/// <summary>A file of events, in the order in which a process learned of them. Safe for many threads.</summary>
internal sealed class EventLog(string path) : IDisposable
{
    private readonly Lock gate = new();
    private readonly BinaryWriter file = new(new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16));

    internal void Write(LoggedEvent each)
    {
        lock (gate)
        {
            file.Write(each.Id.ToByteArray());
            file.Write(each.Stream.Value);
            file.Write(each.Version);
            file.Write(each.Position?.ToString() ?? "");
        }
    }

    public void Dispose() => file.Dispose();

    internal static IEnumerable<LoggedEvent> Read(string path)
    {
        using var log = new BinaryReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16));
        while (log.BaseStream.Position < log.BaseStream.Length)
        {
            yield return new LoggedEvent(new Guid(log.ReadBytes(16)), new StreamId(log.ReadString()), log.ReadInt64(), Position(log.ReadString()));
        }
    }

    private static GlobalPosition? Position(string text) => text.Length == 0 ? null : GlobalPosition.Parse(text);
}
