using System.Reflection;

namespace EventStore.Conflicts.Tests.House;

/// <summary>Types as C# writes them, without namespaces, with the question marks of nullable references.</summary>
internal static class CSharpNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    private static readonly NullabilityInfoContext Nullability = new();

    internal static string Of(ParameterInfo parameter) => Of(parameter.ParameterType, Nullability.Create(parameter));

    internal static string Of(PropertyInfo property) => Of(property.PropertyType, Nullability.Create(property));

    internal static string Of(FieldInfo field) => Of(field.FieldType, Nullability.Create(field));

    internal static string Of(Type type) => Of(type, nullability: null);

    private static string Of(Type type, NullabilityInfo? nullability)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{Of(underlying)}?";
        }

        var mark = !type.IsValueType && nullability is { ReadState: NullabilityState.Nullable } or { WriteState: NullabilityState.Nullable } ? "?" : "";
        if (type.IsByRef)
        {
            return $"{Of(type.GetElementType()!, nullability)}";
        }

        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!, nullability?.ElementType)}[]{mark}";
        }

        return Name(type, nullability) + mark;
    }

    private static string Name(Type type, NullabilityInfo? nullability)
    {
        if (!type.IsGenericType)
        {
            return Keywords.GetValueOrDefault(type, type.Name);
        }

        var arguments = type.GetGenericArguments()
            .Select((argument, i) => Of(argument, nullability is { GenericTypeArguments: var known } && known.Length > i ? known[i] : null));
        return $"{type.Name.Split('`')[0]}<{string.Join(", ", arguments)}>";
    }
}
