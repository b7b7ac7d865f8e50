using System.Text;
using Shop;

if (args is not ([] or ["--html", _]))
{
    Console.Error.WriteLine("Usage: Rules [--html <file>]");
    return 2;
}

Console.OutputEncoding = Encoding.UTF8;
var registry = ShopRules.Build();
Console.WriteLine(registry.ToMarkdown());

// A store logs these when it is built.
Console.WriteLine("Warnings:");
foreach (var warning in registry.Warnings)
{
    Console.WriteLine($"- {warning}");
}

Console.WriteLine($"{Environment.NewLine}A strict registry:{Environment.NewLine}");
Console.WriteLine(ShopRules.BuildStrict().ToMarkdown());

if (args is [_, var file])
{
    try
    {
        File.WriteAllText(file, registry.ToHtml());
        Console.WriteLine($"The page: {file}");
    }
    catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
    {
        Console.Error.WriteLine($"The page can't be written: {problem.Message}");
        return 2;
    }
}

return 0;
