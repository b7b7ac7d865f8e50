using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace EventStore.Conflicts.Tests.House;

/// <summary>The public surface of an assembly as text: one line for each type and member, sorted, so that a change is a line in a review.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    internal static string Print(Assembly assembly) => string.Join(
        '\n',
        assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => string.Concat(Members(type).Order(StringComparer.Ordinal).Prepend(Header(type)).Select(line => $"{line}\n"))));

    private static string Header(Type type)
    {
        var bases = type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).Except(type.GetInterfaces().SelectMany(each => each.GetInterfaces()))
            .Where(each => each.IsVisible).Select(CSharpNames.Of).Order(StringComparer.Ordinal).ToList();
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum))
        {
            bases.Insert(0, CSharpNames.Of(parent));
        }

        var derives = bases.Count == 0 || type.IsEnum || (IsRecord(type) && bases is [var equatable] && equatable.StartsWith("IEquatable<", StringComparison.Ordinal))
            ? ""
            : $" : {string.Join(", ", bases)}";
        return $"public {Kind(type)} {type.Namespace}.{CSharpNames.Of(type)}{derives}";
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => $"{(type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "")}{(IsRecord(type) ? "record " : "")}struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        _ => $"{(type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")}{(IsRecord(type) ? "record" : "class")}",
    };

    private static bool IsRecord(Type type) =>
        type.GetMethods(Declared).Any(method => method.Name is "PrintMembers" && method.IsDefined(typeof(CompilerGeneratedAttribute)));

    private static IEnumerable<string> Members(Type type) =>
    [
        .. type.GetFields(Declared).Where(field => (field.IsPublic || field.IsFamily) && !field.IsSpecialName).Select(Field),
        .. type.GetProperties(Declared).Where(property => property.GetAccessors(nonPublic: true).Any(IsVisible)).Where(IsWritten).Select(Property),
        .. type.GetConstructors(Declared).Where(IsVisible).Where(IsWritten).Select(each => $"    {Access(each)}{CSharpNames.Of(type).Split('<')[0]}({Parameters(each)})"),
        .. type.GetMethods(Declared).Where(IsVisible).Where(IsWritten)
            .Where(method => !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)).Select(Method),
    ];

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    /// <summary>False for what the compiler adds to a record: saying "record" says it all.</summary>
    private static bool IsWritten(MemberInfo member) => !member.IsDefined(typeof(CompilerGeneratedAttribute));

    private static string Field(FieldInfo field) => field.DeclaringType!.IsEnum
        ? $"    {field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}"
        : $"    public {(field.IsLiteral ? "const " : field.IsStatic ? "static readonly " : "")}{CSharpNames.Of(field)} {field.Name}{(field.IsLiteral ? $" = {field.GetRawConstantValue()}" : "")}";

    private static string Property(PropertyInfo property)
    {
        var get = property.GetMethod is { } getter && IsVisible(getter) ? "get; " : "";
        var isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        var set = property.SetMethod is { } setter && IsVisible(setter) ? isInit ? "init; " : "set; " : "";
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return $"    {Access(property.GetMethod ?? property.SetMethod!)}{required}{CSharpNames.Of(property)} {property.Name} {{ {get}{set}}}";
    }

    private static string Method(MethodInfo method)
    {
        var arguments = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(CSharpNames.Of))}>" : "";
        return $"    {Access(method)}{CSharpNames.Of(method.ReturnParameter)} {MethodName(method)}{arguments}({Parameters(method)})";
    }

    private static string MethodName(MethodInfo method) => method.Name switch
    {
        "op_Equality" => "operator ==",
        "op_Inequality" => "operator !=",
        "op_LessThan" => "operator <",
        "op_GreaterThan" => "operator >",
        "op_LessThanOrEqual" => "operator <=",
        "op_GreaterThanOrEqual" => "operator >=",
        var name => name,
    };

    private static string Access(MethodBase method) => method.DeclaringType!.IsInterface
        ? method.IsStatic ? "static " : ""
        : $"{(method.IsPublic ? "public " : "protected ")}{(method.IsStatic ? "static " : "")}{Virtuality(method)}";

    private static string Virtuality(MethodBase method) => method switch
    {
        { IsAbstract: true } => "abstract ",
        MethodInfo each when each.GetBaseDefinition() != each => "override ",
        { IsVirtual: true, IsFinal: false } when !method.DeclaringType!.IsSealed => "virtual ",
        _ => "",
    };

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{Prefix(method, parameter)}{CSharpNames.Of(parameter)} {parameter.Name}{Default(parameter)}"));

    private static string Prefix(MethodBase method, ParameterInfo parameter)
    {
        var extends = parameter.Position == 0 && method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        var caller = parameter.IsDefined(typeof(CallerLineNumberAttribute)) ? "[CallerLineNumber] " : parameter.IsDefined(typeof(CallerFilePathAttribute)) ? "[CallerFilePath] " : "";
        return extends + caller + (parameter.IsOut ? "out " : "");
    }

    private static string Default(ParameterInfo parameter) => !parameter.HasDefaultValue ? "" : parameter.RawDefaultValue switch
    {
        null when parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null => " = default",
        null => " = null",
        string text => $" = \"{text}\"",
        bool yes => yes ? " = true" : " = false",
        var value when parameter.ParameterType.IsEnum => $" = {Enum.ToObject(parameter.ParameterType, value)}",
        var value => string.Create(CultureInfo.InvariantCulture, $" = {value}"),
    };
}
