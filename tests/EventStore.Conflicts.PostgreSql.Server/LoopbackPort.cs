using System.Net;
using System.Net.Sockets;

namespace EventStore.Conflicts.PostgreSql.Server;

internal static class LoopbackPort
{
    /// <summary>
    /// A port that nobody has now. Below those the system gives to outgoing connections: while the server is down, one of them could get the port, even a client's
    /// that is trying to reach it, and the server couldn't come back.
    /// </summary>
    internal static int Free()
    {
        while (true)
        {
            var port = Random.Shared.Next(15_000, 32_000);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse)
            {
                // Another one.
            }
        }
    }
}
