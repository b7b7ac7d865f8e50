namespace EventStore.Conflicts.Rules;

/// <summary>
/// One pair a host declared: incoming, concurrent, whether they conflict, and what has to be looked at to tell. Refined by the verbs that follow it.
/// </summary>
internal sealed class PairDeclaration(EventTypeReference mine, EventTypeReference theirs, bool conflict, SourcePlace place)
{
    internal EventTypeReference Mine => mine;

    internal EventTypeReference Theirs => theirs;

    /// <summary>True where it speaks of a type with itself, whichever type the rules turn out to be for.</summary>
    internal bool IsWithItself { get; init; }

    internal bool Conflict => conflict;

    internal SourcePlace Place => place;

    /// <summary>True where it speaks of the mapped types derived from <see cref="Theirs"/>, too.</summary>
    internal bool IncludingDerived { get; set; }

    /// <summary>What decides by looking at both events; null where the types alone do.</summary>
    internal PairQuestion? Question { get; private set; }

    /// <summary>True where <see cref="Theirs"/> stands for one type and no other.</summary>
    internal bool IsExact => IsWithItself || (!IncludingDerived && !Theirs.IsPattern);

    internal ConflictRule Rule => new(
        Question?.Kind ?? (Conflict ? ConflictRuleKind.ConflictsWith : ConflictRuleKind.CompatibleWith), Place);

    internal void Ask(PairQuestion question)
    {
        if (Question is not null)
        {
            throw new EventStoreConfigurationException(
                $"{Mine} with {Theirs} at {Place} has two of When, SameBy and ResolveWith; one has to decide.");
        }

        Question = question;
    }
}
