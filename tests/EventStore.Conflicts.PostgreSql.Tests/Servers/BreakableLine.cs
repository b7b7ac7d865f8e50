using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace EventStore.Conflicts.PostgreSql.Tests.Servers;

/// <summary>
/// A line to a server that breaks when it is told to, at the worst moment: when something was sent and has not arrived yet. Afterwards it can be used again.
/// </summary>
public sealed class BreakableLine : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, port: 0);
    private readonly ConcurrentDictionary<TcpClient, bool> open = [];
    private readonly Task accepting;
    private int losesAnswer;
    private int losesRequest;

    public BreakableLine(int port)
    {
        Target = port;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>The port to connect to.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The port of the server that new connections lead to.</summary>
    public int Target { get; set; }

    /// <summary>The next thing that the server says is lost, and so is the connection.</summary>
    public void LoseNextAnswer() => Volatile.Write(ref losesAnswer, 1);

    /// <summary>The next thing that is said to the server is lost, and so is the connection.</summary>
    public void LoseNextRequest() => Volatile.Write(ref losesRequest, 1);

    /// <summary>Ends all connections.</summary>
    public void Break()
    {
        foreach (var each in open.Keys)
        {
            each.Close();
        }
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await accepting;
        Break();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // It is disposed.
        }
    }

    private async Task ServeAsync(TcpClient caller)
    {
        using var server = new TcpClient { NoDelay = true };
        using (caller)
        {
            open[caller] = true;
            try
            {
                caller.NoDelay = true;
                await server.ConnectAsync(IPAddress.Loopback, Target);
                await await Task.WhenAny(CopyAsync(caller, server, () => ref losesRequest), CopyAsync(server, caller, () => ref losesAnswer));
            }
            catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException)
            {
                // Then the other end learns of it, too.
            }

            open.TryRemove(caller, out _);
        }
    }

    private delegate ref int Flag();

    private static async Task CopyAsync(TcpClient from, TcpClient to, Flag loses)
    {
        var buffer = new byte[64 * 1024];
        for (int count; (count = await from.GetStream().ReadAsync(buffer)) > 0;)
        {
            if (Interlocked.Exchange(ref loses(), 0) == 1)
            {
                return;
            }

            await to.GetStream().WriteAsync(buffer.AsMemory(0, count));
        }
    }
}
