using System.Globalization;
using EventStore.Conflicts.Commands;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EventStore.Conflicts.AspNetCore;

/// <summary>Answers the store's exceptions with problem details (RFC 9457). Only what is named here goes to a client: no message of an exception, except the domain's own.</summary>
internal sealed partial class EventStoreExceptionHandler(EventStoreProblemOptions options, EventDescriptions descriptions, ILogger<EventStoreExceptionHandler> logger)
    : IExceptionHandler
{
    private const int MaxMeanwhile = 100;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (ProblemKind.Of(exception, hadIfMatch: httpContext.Request.Headers.IfMatch.Count > 0) is not { } kind)
        {
            return false;
        }

        if (kind.IsOurs)
        {
            LogProblem(kind.Name, kind.Status, exception);
        }

        if (kind.IsTemporary)
        {
            httpContext.Response.Headers.RetryAfter = Math.Ceiling(options.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        var problem = new ProblemDetails { Type = options.TypePrefix + kind.Name, Title = kind.Title, Status = kind.Status, Detail = kind.Detail };
        await DescribeAsync(problem.Extensions, exception, httpContext, cancellationToken).ConfigureAwait(false);
        await TypedResults.Problem(problem).ExecuteAsync(httpContext).ConfigureAwait(false);
        return true;
    }

    private async Task DescribeAsync(IDictionary<string, object?> problem, Exception exception, HttpContext context, CancellationToken cancellationToken)
    {
        if (StreamOf(exception) is { } stream)
        {
            problem["stream"] = stream.Value;
        }

        if (exception is ConcurrencyException concurrency)
        {
            problem["expected"] = Shown(concurrency.Expected).ToString();
            problem["actual"] = concurrency.Actual;
        }

        if (exception is DuplicateEventException duplicate)
        {
            problem["eventId"] = duplicate.Existing.Id;
        }

        var (missed, count) = exception switch
        {
            UserFacingConflictException conflict => (conflict.Missed.Events, conflict.Missed.Count),
            StreamConflictException conflict when context.RequestServices.GetService<IEventStore>() is { } store =>
                (await ReadMissedAsync(store, conflict, cancellationToken).ConfigureAwait(false), conflict.Report.Behind),
            _ => (null, 0),
        };
        if (missed is not null)
        {
            problem["meanwhile"] = missed.Select(descriptions.Describe).ToArray();
            problem["meanwhileCount"] = count;
        }
    }

    private static StreamId? StreamOf(Exception exception) => exception switch
    {
        ConcurrencyException refused => refused.Stream,
        DuplicateEventException duplicate => duplicate.Stream,
        AppendOutcomeUnknownException unknown => unknown.Stream,
        CommandTimeoutException late => late.Stream,
        CommandCommittedException committed => committed.Stream,
        _ => null,
    };

    /// <summary>In the client's own terms: what it was decided on since is none of its business.</summary>
    private static ExpectedVersion Shown(ExpectedVersion expected) =>
        expected.Kind == ExpectedVersionKind.DecidedAt ? ExpectedVersion.Exactly(expected.Seen) : expected;

    /// <summary>What the exception knows are pairs of events; a client wants to be told what happened.</summary>
    private async Task<IReadOnlyList<RecordedEvent>?> ReadMissedAsync(IEventStore store, StreamConflictException conflict, CancellationToken cancellationToken)
    {
        try
        {
            var (expected, events) = (conflict.Expected, new List<RecordedEvent>());
            await foreach (var each in store.ReadStreamAsync(conflict.Stream, fromVersion: expected.Seen + 1, cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                if (each.Version > conflict.Actual || events.Count == MaxMeanwhile)
                {
                    break;
                }

                if (!expected.IsOwn(each.Version))
                {
                    events.Add(each);
                }
            }

            return events;
        }
        catch (Exception unreadable) when (unreadable is not OperationCanceledException)
        {
            // The refusal is worth telling without them.
            LogUnread(conflict.Stream, unreadable);
            return null;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "A request was answered with {Problem} ({Status}).")]
    private partial void LogProblem(string problem, int status, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "What others did to stream '{Stream}' could not be read for a client that was refused because of it.")]
    private partial void LogUnread(StreamId stream, Exception exception);
}
