using System.Collections;
using System.Diagnostics;

namespace EventStore.Conflicts.PostgreSql.Tests.Hosting;

/// <summary>Every text that somebody can get out of something.</summary>
internal static class Said
{
    /// <summary>Of an exception, its public properties and data, and of every exception inside.</summary>
    internal static IEnumerable<string> By(Exception failure)
    {
        var inside = failure is AggregateException several ? several.InnerExceptions : failure.InnerException is { } one ? [one] : Enumerable.Empty<Exception>();
        return
        [
            failure.ToString(),
            .. failure.Data.Cast<DictionaryEntry>().Select(each => $"{each.Key} {each.Value}"),
            .. failure.GetType().GetProperties().Where(each => each.GetIndexParameters().Length == 0).Select(each => $"{each.GetValue(failure)}"),
            .. inside.SelectMany(By),
        ];
    }

    /// <summary>Of an activity, its names, attributes and events.</summary>
    internal static IEnumerable<string> By(Activity activity) =>
    [
        activity.DisplayName,
        $"{activity.StatusDescription}",
        .. activity.TagObjects.Select(each => $"{each.Value}"),
        .. activity.Events.SelectMany(each => each.Tags.Select(tag => $"{tag.Value}").Append(each.Name)),
    ];
}
