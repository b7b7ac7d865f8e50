using System.Globalization;

namespace EventStore.Conflicts.Testing.Printing;

/// <summary>A number of things, as it is read.</summary>
internal static class Count
{
    internal static string Of(int number, string one) => string.Create(CultureInfo.InvariantCulture, $"{number} {one}{(number == 1 ? "" : "s")}");
}
