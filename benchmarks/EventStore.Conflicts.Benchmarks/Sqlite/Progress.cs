namespace EventStore.Conflicts.Benchmarks.Sqlite;

/// <summary>A bar on the terminal; nothing where the output goes elsewhere.</summary>
internal static class Progress
{
    private const int Width = 40;

    internal static void Show(string what, long done, long total)
    {
        if (!Console.IsErrorRedirected)
        {
            var filled = (int)(Width * done / Math.Max(1, total));
            Console.Error.Write($"\r{what,-10} [{new string('#', filled)}{new string('.', Width - filled)}] {done:N0} of {total:N0} ");
        }
    }

    internal static void Clear()
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.Write($"\r{new string(' ', Width * 2)}\r");
        }
    }
}
