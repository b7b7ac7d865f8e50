namespace EventStore.Conflicts.Tests.House;

// One type for each place in which another can be used, so that the search is known to find it there.
internal abstract class Base;

internal interface IMark;

internal sealed class InField;

internal sealed class InSignature;

internal sealed class InConstraint;

internal sealed class InArgument;

internal sealed class InBody;

internal sealed class InCatch : Exception;

internal sealed class InGenericCall;

internal sealed class InTypeOf;

[AttributeUsage(AttributeTargets.Class)]
internal sealed class MarkAttribute : Attribute;

[Mark]
internal sealed class Sample<T> : Base, IMark
    where T : List<InConstraint>
{
    private readonly InField field;

    public Sample(InField field) => this.field = field;

    public object? Use(InSignature[] signature, Dictionary<string, List<InArgument>> argument)
    {
        try
        {
            return new object?[] { field, signature, argument, new InBody(), Array.Empty<InGenericCall>(), typeof(InTypeOf) };
        }
        catch (InCatch)
        {
            return null;
        }
    }
}
