using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Tests.Rules;

public sealed class RegistryAllocationTests
{
    [Fact]
    public void Compiling_an_append_of_a_known_type_allocates_nothing()
    {
        var rules = new ConflictRegistryBuilder();
        rules.For<NoteAdded>().NeverConflicts();
        rules.For<PriceChanged>().ConflictsWith<Discontinued>().ConflictsWithItself();
        var registry = rules.Build(RuleEvents.Map);
        Admitting(registry, calls: 100);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var admitting = Admitting(registry, calls: 10_000);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        allocated.Should().Be(0);
        admitting.Should().Be(10_000, "the calls must have been made");
    }

    [Fact]
    public void Compiling_a_batch_of_one_known_type_allocates_nothing()
    {
        var rules = new ConflictRegistryBuilder();
        rules.For<NoteAdded>().NeverConflicts();
        var registry = rules.Build(RuleEvents.Map);
        IReadOnlyList<string> batch = ["note-added", "note-added"];
        registry.Compile(batch);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var condition = registry.Compile(batch);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        condition.Should().BeSameAs(AppendCondition.RefuseNothing);
        allocated.Should().Be(0);
    }

    private static int Admitting(ConflictRegistry registry, int calls)
    {
        var admitting = 0;
        for (var i = 0; i < calls; i++)
        {
            admitting += registry.Compile("note-added").Otherwise == Verdict.Admit ? 1 : 0;
            admitting += registry.Compile("price-changed").On("discontinued") == Verdict.Admit ? 1 : 0;
        }

        return admitting;
    }
}
