using System.Text.Json;

namespace EventStore.Conflicts.Histories;

/// <summary>Keeps a history in a file, as JSON, so that it can be looked at and checked again.</summary>
public static class HistoryFile
{
    /// <summary>Writes it; replaces a file that is there.</summary>
    public static void Write(string path, History history)
    {
        using var file = File.Create(path);
        JsonSerializer.Serialize(file, history);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static History Read(string path)
    {
        using var file = File.OpenRead(path);
        return JsonSerializer.Deserialize<History>(file) ?? throw new JsonException("There is no history.");
    }
}
