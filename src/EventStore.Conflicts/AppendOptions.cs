namespace EventStore.Conflicts;

/// <summary>Options of one append. There are none yet: the parameter keeps the contract stable when the first one comes.</summary>
public sealed class AppendOptions
{
}
