using EventStore.Conflicts.Rules;
using Microsoft.Extensions.Logging;

namespace EventStore.Conflicts.Configuration;

/// <summary>Tells the log what a registry warns of: an entry for each warning.</summary>
internal static partial class RegistryLog
{
    internal static void Warn(ILogger logger, IReadOnlyList<RegistryWarning> warnings)
    {
        foreach (var warning in warnings)
        {
            LogWarning(logger, warning.Kind, warning.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Kind}: {Warning}")]
    private static partial void LogWarning(ILogger logger, RegistryWarningKind kind, string warning);
}
