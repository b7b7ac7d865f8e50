using System.Runtime.CompilerServices;

namespace EventStore.Conflicts;

/// <summary>Argument checks that several members share. Each error names the value and the bound.</summary>
internal static class Arguments
{
    internal static void RefuseDefault(StreamId stream, [CallerArgumentExpression(nameof(stream))] string name = "")
    {
        if (stream.IsDefault)
        {
            throw new ArgumentException("default(StreamId) names no stream; use new StreamId(\"…\").", name);
        }
    }

    internal static void RefuseDefault(ExpectedVersion expected, [CallerArgumentExpression(nameof(expected))] string name = "")
    {
        if (expected.Kind == ExpectedVersionKind.Unspecified)
        {
            throw new ArgumentException(
                "default(ExpectedVersion) asserts nothing; say ExpectedVersion.Exactly(n), NoStream, StreamExists, Any or DecidedAt(h, seen: n).", name);
        }
    }

    internal static void RefuseDefault(GlobalPosition position, [CallerArgumentExpression(nameof(position))] string name = "")
    {
        if (position.IsDefault)
        {
            throw new ArgumentException("default(GlobalPosition) is no position; use GlobalPosition.Start or one that was read.", name);
        }
    }

    internal static void RefuseEmpty(Guid eventId)
    {
        if (eventId == Guid.Empty)
        {
            throw new ArgumentException("The empty GUID names no event.", nameof(eventId));
        }
    }

    internal static void RefuseUndefined(ReadDirection direction)
    {
        if (direction is not (ReadDirection.Forwards or ReadDirection.Backwards))
        {
            throw new ArgumentOutOfRangeException(nameof(direction), direction, $"{(int)direction} is no direction; use Forwards or Backwards.");
        }
    }

    internal static void RefuseLessThanOne(long? value, string name)
    {
        if (value < 1)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be at least 1.");
        }
    }

    internal static void RefuseBadPrefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (prefix.Length > 0 && NameRule.Problem(prefix, "Prefix") is { } problem)
        {
            throw new ArgumentException(problem, nameof(prefix));
        }
    }
}
