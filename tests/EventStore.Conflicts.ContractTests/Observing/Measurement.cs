namespace EventStore.Conflicts.ContractTests;

/// <summary>What an instrument measured.</summary>
/// <param name="Instrument">Its name.</param>
/// <param name="Value">The value.</param>
/// <param name="Tags">The attributes, by their names.</param>
public sealed record Measurement(string Instrument, double Value, IReadOnlyDictionary<string, object?> Tags)
{
    /// <summary>An attribute as text; null where it is missing.</summary>
    public string? Tag(string name) => Tags.GetValueOrDefault(name)?.ToString();
}
