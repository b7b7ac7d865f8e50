using System.Reflection;

namespace EventStore.Conflicts.Tests.House;

/// <summary>
/// Every type that a type refers to: in what it derives from, in its signatures and attributes, and in the bodies of its methods. (A constant of
/// another type is not seen: the compiler has copied its value.)
/// </summary>
internal static class UsedTypes
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    internal static IReadOnlySet<Type> Of(Type type) => References(type).OfType<Type>().SelectMany(Parts).ToHashSet();

    private static IEnumerable<Type?> References(Type type) =>
    [
        type.BaseType,
        .. type.GetInterfaces(),
        .. Attributes(type),
        .. type.IsGenericTypeDefinition ? type.GetGenericArguments().SelectMany(argument => argument.GetGenericParameterConstraints()) : [],
        .. type.GetFields(Declared).SelectMany(field => Attributes(field).Append(field.FieldType)),
        .. type.GetProperties(Declared).SelectMany(property => Attributes(property).Append(property.PropertyType)),
        .. type.GetEvents(Declared).SelectMany(each => Attributes(each).Append(each.EventHandlerType)),
        .. type.GetConstructors(Declared).SelectMany(Method),
        .. type.GetMethods(Declared).SelectMany(Method),
    ];

    private static IEnumerable<Type?> Method(MethodBase method) =>
    [
        .. Attributes(method),
        .. Signature(method),
        .. method.GetParameters().SelectMany(parameter => parameter.GetCustomAttributesData().Select(attribute => attribute.AttributeType)),
        .. method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? [],
        .. method.GetMethodBody()?.ExceptionHandlingClauses
            .Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause).Select(clause => clause.CatchType) ?? [],
        .. IlTokens.Of(method).SelectMany(Named),
    ];

    private static IEnumerable<Type?> Signature(MethodBase method) =>
    [
        (method as MethodInfo)?.ReturnType,
        .. method.GetParameters().Select(parameter => parameter.ParameterType),
        .. method.IsGenericMethod ? method.GetGenericArguments() : [],
    ];

    private static IEnumerable<Type?> Named(MemberInfo member) => member switch
    {
        Type type => [type],
        FieldInfo field => [field.DeclaringType, field.FieldType],
        MethodBase method => [method.DeclaringType, .. Signature(method)],
        _ => [member.DeclaringType],
    };

    private static IEnumerable<Type?> Attributes(MemberInfo member) => member.GetCustomAttributesData()
        .SelectMany(attribute => attribute.ConstructorArguments.Select(argument => argument.Value as Type).Append(attribute.AttributeType));

    /// <summary>A type and what it is made of: element types, generic arguments, the types it is nested in.</summary>
    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.IsGenericParameter)
        {
            return type.GetGenericParameterConstraints();
        }

        if (type.HasElementType)
        {
            return Parts(type.GetElementType()!);
        }

        var self = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return type.IsConstructedGenericType ? [self, .. type.GetGenericArguments().SelectMany(Parts)] : [self];
    }
}
