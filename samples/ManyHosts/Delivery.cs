using EventStore.Conflicts;

namespace ManyHosts;

/// <summary>A message that a queue delivers to a host, again and again until the host has answered it.</summary>
/// <param name="Id">Its id, which becomes that of the command or the event. It is what makes a second delivery harmless.</param>
/// <param name="Article">The stream.</param>
/// <param name="Raises">True to raise the price, false to add a note.</param>
internal sealed record Delivery(Guid Id, StreamId Article, bool Raises);

/// <summary>The host has done it.</summary>
/// <param name="Id">The id of the delivery.</param>
/// <param name="Outcome">What became of the append.</param>
/// <param name="DecidedAgain">How often others were faster, and it was decided again.</param>
internal sealed record Answer(Guid Id, AppendOutcome Outcome, int DecidedAgain);
