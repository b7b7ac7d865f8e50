namespace EventStore.Conflicts.Tests.Rules.Model;

/// <summary>The events of cases as the library knows them, made once: a million cases share them.</summary>
internal sealed class CaseEvents(TypeNames types)
{
    private const int Versions = 8;

    private readonly NewEvent?[] incoming = new NewEvent?[2 * TypeNames.Names.Length * Payload.All.Length];
    private readonly RecordedEvent?[] concurrent = new RecordedEvent?[Versions * TypeNames.Names.Length * Payload.All.Length];

    internal static Dictionary<TypeNames, CaseEvents> All { get; } = TypeNames.All.ToDictionary(types => types, types => new CaseEvents(types));

    internal NewEvent Incoming(CaseEvent each) => incoming[(2 * Index(each)) + (each.IsObject ? 1 : 0)] ??= New(each);

    internal RecordedEvent Concurrent(CaseEvent each, long version) => concurrent[(Versions * Index(each)) + (int)version] ??= new RecordedEvent
    {
        Stream = new StreamId("case"),
        Version = version,
        Position = GlobalPosition.Start,
        Id = Guid.CreateVersion7(),
        Type = each.Name,
        Data = Payload.All[each.Data].IsBroken ? null : types.TypeOf(each.Name)?.Create(Payload.All[each.Data]),
        RawData = Payload.All[each.Data].Json(),
        Timestamp = ModelCase.TimeOf(version),
    };

    internal NewEvent New(CaseEvent each) => each.IsObject
        ? new NewEvent(types.TypeOf(each.Name)!.Create(Payload.All[each.Data]))
        : NewEvent.Raw(each.Name, Payload.All[each.Data].Json());

    private static int Index(CaseEvent each) => (each.NameIndex * Payload.All.Length) + each.Data;
}
