using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace EventStore.Conflicts.Testing.Printing;

/// <summary>
/// Writes values as records write themselves, but collections with their elements, whatever the culture. Sets and dictionaries are sorted: the order of
/// their hashes changes from process to process.
/// </summary>
internal static class Printer
{
    private const int MaxDepth = 8;
    private const int MaxElements = 100;

    internal static string Print(object? value) => Print(() => value, depth: 0);

    private static string Print(Func<object?> read, int depth)
    {
        try
        {
            return read() switch
            {
                null => "null",
                IFormattable formattable => formattable.ToString(format: null, CultureInfo.InvariantCulture),
                var value when WritesItself(value.GetType()) => value.ToString() ?? "",
                _ when depth == MaxDepth => "…",
                IDictionary entries => Elements(Entries(entries, depth + 1), sorted: true),
                IEnumerable elements => Elements(elements.Cast<object?>().Select(element => Print(() => element, depth + 1)), IsSet(elements)),
                var value => Members(value, depth + 1),
            };
        }
        catch (Exception thrown)
        {
            // A report with a hole tells more than none.
            return $"({(thrown.InnerException ?? thrown).GetType().Name} when printed)";
        }
    }

    private static bool WritesItself(Type type)
    {
        var toString = type.GetMethod(nameof(ToString), Type.EmptyTypes)!;
        return toString.DeclaringType != typeof(object) && toString.DeclaringType != typeof(ValueType)
            && !toString.IsDefined(typeof(CompilerGeneratedAttribute));
    }

    private static IEnumerable<string> Entries(IDictionary dictionary, int depth)
    {
        foreach (DictionaryEntry entry in dictionary)
        {
            yield return $"{Print(() => entry.Key, depth)}: {Print(() => entry.Value, depth)}";
        }
    }

    private static bool IsSet(object value) =>
        value.GetType().GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(ISet<>));

    /// <summary>Shorter texts first, so that numbers sort as numbers.</summary>
    private static string Elements(IEnumerable<string> elements, bool sorted)
    {
        var all = (sorted ? elements.OrderBy(element => element.Length).ThenBy(element => element, StringComparer.Ordinal) : elements).ToList();
        var more = all.Count > MaxElements ? $", … {all.Count - MaxElements} more" : "";
        return $"[{string.Join(", ", all.Take(MaxElements))}{more}]";
    }

    private static string Members(object value, int depth)
    {
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance;
        var type = value.GetType();
        string[] members =
        [
            .. type.GetFields(Public).Select(field => $"{field.Name} = {Print(() => field.GetValue(value), depth)}"),
            .. type.GetProperties(Public).Where(property => property.CanRead && property.GetIndexParameters().Length == 0)
                .Select(property => $"{property.Name} = {Print(() => property.GetValue(value), depth)}"),
        ];
        return members.Length == 0 ? $"{type.Name} {{ }}" : $"{type.Name} {{ {string.Join(", ", members)} }}";
    }
}
