namespace EventStore.Conflicts.ContractTests;

/// <summary>An article is no longer sold.</summary>
public sealed record ArticleDiscontinued(string Sku)
{
    /// <summary>The name it is stored under.</summary>
    public const string TypeName = "article-discontinued";
}
