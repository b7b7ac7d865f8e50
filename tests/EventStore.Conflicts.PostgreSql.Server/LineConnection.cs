using System.Net;
using System.Net.Sockets;

namespace EventStore.Conflicts.PostgreSql.Server;

/// <summary>One connection of a <see cref="BreakableLine"/>: passes on what either end says, until one ends or an order breaks it.</summary>
internal sealed class LineConnection(TcpClient caller, LineOrders orders) : IDisposable
{
    // What a driver sends to execute a prepared statement begins with Bind; a connection begins with other messages.
    private const byte Bind = (byte)'B';

    private readonly TcpClient server = new() { NoDelay = true };
    private int cut;
    private int isAsking;

    internal async Task RunAsync(int port)
    {
        try
        {
            caller.NoDelay = true;
            await server.ConnectAsync(IPAddress.Loopback, port);
            await await Task.WhenAny(CopyAsync(caller, server, OnRequest), CopyAsync(server, caller, OnAnswer));
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException)
        {
            // Then the other end learns of it, too.
        }
    }

    internal void Break() => caller.Close();

    public void Dispose()
    {
        caller.Dispose();
        server.Dispose();
    }

    /// <summary>Passes on what <paramref name="passes"/> says of each piece, and ends with the first that isn't passed on whole.</summary>
    private static async Task CopyAsync(TcpClient from, TcpClient to, Func<ReadOnlyMemory<byte>, int> passes)
    {
        var buffer = new byte[64 * 1024];
        for (int count, passed; (count = await from.GetStream().ReadAsync(buffer)) > 0;)
        {
            passed = passes(buffer.AsMemory(0, count));
            await to.GetStream().WriteAsync(buffer.AsMemory(0, passed));
            if (passed < count)
            {
                return;
            }
        }
    }

    private int OnRequest(ReadOnlyMemory<byte> request)
    {
        Volatile.Write(ref isAsking, 1);
        if (orders.TakeRequest())
        {
            return 0;
        }

        if (request.Span[0] == Bind && orders.TakeCut() is { } taken)
        {
            Volatile.Write(ref cut, (int)taken);
        }

        return (LineCut)Volatile.Read(ref cut) == LineCut.Request ? 0 : request.Length;
    }

    private int OnAnswer(ReadOnlyMemory<byte> answer)
    {
        if (Interlocked.Exchange(ref isAsking, 0) == 1)
        {
            orders.CountRoundTrip();
        }

        return orders.TakeAnswer() ? 0 : (LineCut)Volatile.Read(ref cut) switch
        {
            LineCut.Answer => 0,
            LineCut.HalfAnswer => answer.Length / 2,
            _ => answer.Length,
        };
    }
}
