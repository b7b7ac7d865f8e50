using Microsoft.AspNetCore.Http;

namespace EventStore.Conflicts.AspNetCore;

/// <summary>An <c>If-Match</c> that cannot be used. Without the exception handler of this package it is still answered with its status.</summary>
internal sealed class PreconditionException(ProblemKind kind) : BadHttpRequestException(kind.Detail, kind.Status)
{
    internal ProblemKind Kind { get; } = kind;
}
