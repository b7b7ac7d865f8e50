namespace EventStore.Conflicts.PostgreSql.Load;

/// <summary>How much load.</summary>
/// <param name="Processes">How many processes write.</param>
/// <param name="Writers">How many writers each has.</param>
/// <param name="Crossing">How much of what they send crosses what others send, from 0 to 1.</param>
internal sealed record LoadOptions(int Processes, int Writers, double Crossing);
