using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace EventStore.Conflicts.PostgreSql.Server;

/// <summary>
/// A line to a server on the loopback interface that breaks when it is told to, at the worst moment: when something was sent and has not arrived yet. Afterwards it can be
/// used again. Safe for many threads.
/// </summary>
public sealed class BreakableLine : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, port: 0);
    private readonly ConcurrentDictionary<LineConnection, bool> open = [];
    private readonly LineOrders orders = new();
    private readonly Task accepting;

    /// <summary>A line to a port.</summary>
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

    /// <summary>How often something was said to the server, and then something by it.</summary>
    public int RoundTrips => orders.RoundTrips;

    /// <summary>The next thing that the server says is lost, and so is the connection.</summary>
    public void LoseNextAnswer() => orders.LoseNextAnswer();

    /// <summary>The next thing that is said to the server is lost, and so is the connection.</summary>
    public void LoseNextRequest() => orders.LoseNextRequest();

    /// <summary>The next connection on which a prepared statement is executed breaks around that.</summary>
    public void CutNextExecution(LineCut cut) => orders.CutNextExecution(cut);

    /// <summary>Takes back the last cut; false where it was made already.</summary>
    public bool TakeBackCut() => orders.TakeCut() is not null;

    /// <summary>Ends all connections.</summary>
    public void Break()
    {
        foreach (var each in open.Keys)
        {
            each.Break();
        }
    }

    /// <inheritdoc/>
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
        using var connection = new LineConnection(caller, orders);
        open[connection] = true;
        await connection.RunAsync(Target);
        open.TryRemove(connection, out _);
    }
}
