namespace EventStore.Conflicts.PostgreSql.Load;

/// <summary>How much load.</summary>
/// <param name="Processes">How many processes write.</param>
/// <param name="Writers">How many writers each has.</param>
internal sealed record LoadOptions(int Processes, int Writers);
