using EventStore.Conflicts.Torture.Engines;

namespace EventStore.Conflicts.Torture.Workload;

/// <summary>Those who read while others write.</summary>
internal static class Readers
{
    private const int MostEvents = 20;

    /// <summary>Follows the whole store from its checkpoint on, until nobody writes any more.</summary>
    internal static async Task FollowAsync(Recorder recorder, Scene scene, Schedule schedule, int number, GlobalPosition after)
    {
        while (!scene.IsOver)
        {
            await schedule.PauseAsync();
            after = await recorder.FollowAsync(number, after);
        }
    }

    /// <summary>Reads streams so many times: from somewhere to the end, some events from there, or backwards.</summary>
    internal static async Task ReadAsync(Recorder recorder, Scene scene, Schedule schedule, Random random, int number, int reads)
    {
        for (var i = 0; i < reads; i++)
        {
            await schedule.StepAsync();
            var stream = random.Next(scene.Streams.Count);
            var from = Math.Max(1, scene.HeadOf(stream) - random.Next(-2, MostEvents));
            await (random.Next(4) switch
            {
                0 => recorder.ReadAsync(number, scene.Streams[stream], backwards: true, maxCount: MostEvents),
                1 => recorder.ReadAsync(number, scene.Streams[stream], backwards: true, from, random.Next(1, MostEvents)),
                2 => recorder.ReadAsync(number, scene.Streams[stream], from: from, maxCount: random.Next(1, MostEvents)),
                _ => recorder.ReadAsync(number, scene.Streams[stream], from: from),
            });
        }
    }
}
