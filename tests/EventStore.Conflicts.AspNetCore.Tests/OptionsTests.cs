using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace EventStore.Conflicts.AspNetCore.Tests;

public sealed class OptionsTests
{
    [Fact]
    public async Task Types_and_delays_are_what_the_host_says()
    {
        await using var server = await Server.StartAsync(
            configure: options => (options.TypePrefix, options.RetryAfter) = ("https://shop.example/problems#", TimeSpan.FromSeconds(2.1)),
            map: app => app.MapGet("/fail", object () => throw new EventStoreUnavailableException("down")));

        using var answer = await server.SendAsync(HttpMethod.Get, "/fail");
        (await answer.ShouldBeAsync(HttpStatusCode.ServiceUnavailable)).Should().Contain("\"https://shop.example/problems#store-unavailable\"");
        answer.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Words_can_tell_who_did_it()
    {
        await using var server = await Server.StartAsync(configure: options =>
            options.DescribeEvent<PriceChanged>((e, recorded) => $"{recorded.Metadata.Headers["user"]}: {e.Price}"));
        await server.AppendAsync(new PriceChanged(1));
        var ann = new EventMetadata { Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["user"] = "Ann" } };
        await server.AppendAsync(new NewEvent(new PriceChanged(2), metadata: ann));

        using var answer = await server.PutAsync("/price/3", "\"1\"");
        (await answer.ShouldBeAsync(HttpStatusCode.PreconditionFailed)).Should().Contain("\"text\":\"Ann: 2\"");
    }

    [Theory]
    [InlineData("")]
    [InlineData("problems")]
    [InlineData("not a uri/")]
    public void A_prefix_that_cannot_begin_a_type_is_refused(string prefix)
    {
        var set = () => new EventStoreProblemOptions().TypePrefix = prefix;

        set.Should().Throw<ArgumentException>().WithMessage($"*'{prefix}'*");
    }

    [Fact]
    public void A_negative_delay_is_refused()
    {
        var set = () => new EventStoreProblemOptions().RetryAfter = TimeSpan.FromTicks(-1);

        set.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void What_is_said_twice_is_refused()
    {
        var words = () => new EventStoreProblemOptions().DescribeEvent<PriceChanged>(_ => "a").DescribeEvent<PriceChanged>((_, _) => "b");
        var registration = () => new ServiceCollection().AddEventStoreProblemDetails().AddEventStoreProblemDetails();

        words.Should().Throw<EventStoreConfigurationException>().WithMessage("*PriceChanged*twice*");
        registration.Should().Throw<EventStoreConfigurationException>().WithMessage("*once*");
    }
}
