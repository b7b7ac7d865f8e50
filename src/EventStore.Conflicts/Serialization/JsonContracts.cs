using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EventStore.Conflicts.Serialization;

/// <summary>How System.Text.Json writes and reads each mapped type. What cannot work is refused here, at startup, and not by the first event of its type.</summary>
internal static class JsonContracts
{
    internal static FrozenDictionary<Type, JsonTypeInfo> Of(EventTypeMap types, JsonSerializerOptions? options, int maxDepth)
    {
        // Case-insensitive whatever the options say: a change of naming policy must not silently read older events as empty.
        var json = new JsonSerializerOptions(options ?? JsonSerializerOptions.Web) { MaxDepth = maxDepth, PropertyNameCaseInsensitive = true };
        json.TypeInfoResolver ??= new DefaultJsonTypeInfoResolver();
        json.MakeReadOnly();
        return types.Types.ToFrozenDictionary(mapped => mapped.Type, mapped => ContractOf(mapped, json));
    }

    private static JsonTypeInfo ContractOf(MappedEventType mapped, JsonSerializerOptions json)
    {
        try
        {
            var contract = json.GetTypeInfo(mapped.Type);
            foreach (var reached in ReachedFrom(contract, json))
            {
                RefusePolymorphism(mapped, reached);
                RefuseUnreadable(reached);
            }

            return contract;
        }
        catch (Exception problem) when (problem is NotSupportedException or InvalidOperationException)
        {
            throw new EventStoreConfigurationException(
                $"{mapped.Type}, mapped to '{mapped.Name}' at {mapped.MappedAt}, cannot be written and read as JSON: {problem.Message}", problem);
        }
    }

    /// <summary>The type itself and all that its payload is read into; members that are ignored, only written, or converted by the host's code are not.</summary>
    private static IEnumerable<JsonTypeInfo> ReachedFrom(JsonTypeInfo contract, JsonSerializerOptions json)
    {
        var seen = new HashSet<Type>();
        var open = new Stack<JsonTypeInfo>([contract]);
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next.Type))
            {
                continue;
            }

            yield return next;
            var members = next.Properties
                .Where(property => property.CustomConverter is null && (property.Set is not null || property.AssociatedParameter is not null))
                .Select(property => property.PropertyType);
            foreach (var type in members.Append(next.ElementType).Append(next.KeyType))
            {
                // A source-generated context need not know what it never meets.
                if (type is not null && json.TryGetTypeInfo(type, out var member))
                {
                    open.Push(member);
                }
            }
        }
    }

    private static void RefusePolymorphism(MappedEventType mapped, JsonTypeInfo reached)
    {
        if (reached.PolymorphismOptions is not null)
        {
            throw new EventStoreConfigurationException(
                $"{mapped.Type}, mapped to '{mapped.Name}' at {mapped.MappedAt}, holds {reached.Type}, which is polymorphic: its payload would choose a type. "
                + "Map each derived type of an event by itself, and give a member that varies a shape of its own.");
        }
    }

    /// <summary>
    /// A type that can be written but never read would lock up every stream it got into. Whether it can is only known by trying; that this value is
    /// refused for what it lacks is no harm.
    /// </summary>
    private static void RefuseUnreadable(JsonTypeInfo contract)
    {
        try
        {
            _ = JsonSerializer.Deserialize("{}"u8, contract);
        }
        catch (Exception problem) when (!IsSerializers(problem))
        {
            // A missing member, or the type's own check of its values.
        }
    }

    /// <summary>
    /// True where the serialiser says that it cannot read the type at all. What the type's own constructor throws is passed on, or wrapped with the exception that
    /// was thrown; the serialiser wraps one that never was.
    /// </summary>
    private static bool IsSerializers(Exception problem) => problem switch
    {
        NotSupportedException => problem.InnerException is not { StackTrace: not null },
        InvalidOperationException => problem.Source == typeof(JsonSerializer).Assembly.GetName().Name,
        _ => false,
    };
}
