namespace EventStore.Conflicts;

/// <summary>One stream in a listing.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Version">Its version: how many events it holds.</param>
public sealed record StreamSummary(StreamId Stream, long Version);

/// <summary>A page of a listing of streams, ordered by the UTF-8 bytes of their ids.</summary>
/// <param name="Streams">The streams of this page; empty where there are no more.</param>
/// <param name="Continuation">What to pass as <c>after</c> for the next page, or null after the last one.</param>
public sealed record StreamPage(IReadOnlyList<StreamSummary> Streams, StreamId? Continuation);
