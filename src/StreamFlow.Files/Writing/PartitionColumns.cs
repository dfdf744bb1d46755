using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using StreamFlow.Connectors;
using StreamFlow.Data;

namespace StreamFlow.Files.Writing;

/// <summary>Takes <c>r => new { Year = r.Ts.Year, r.Country }</c> apart into columns that the plan projects: <c>$year</c>, <c>$country</c>.</summary>
internal static class PartitionColumns
{
    /// <exception cref="StreamFaultException">The expression is neither a property nor an object of named values.</exception>
    public static IReadOnlyList<ExtraColumn> Of(LambdaExpression partitionBy)
    {
        var body = partitionBy.Body is UnaryExpression { NodeType: ExpressionType.Convert } boxed ? boxed.Operand : partitionBy.Body;
        return body switch
        {
            NewExpression { Members: { Count: > 0 } members } made => [.. members.Select((member, i) => Column(NameOf(member, made.Arguments[i]), made.Arguments[i], partitionBy))],
            MemberExpression { Expression: ParameterExpression } property => [Column(NameOf(property.Member, property), property, partitionBy)],
            _ => throw StreamFaultException.User($"PartitionBy cannot be '{partitionBy.Body}'", "give a property, r => r.Country, or an object that names its values, r => new { Year = r.Ts.Year, r.Country }"),
        };
    }

    /// <summary>A folder that is called like a property of the row stands in for it, so it has to say the same.</summary>
    public static void RequireSameValue(RowSchema schema, IReadOnlyList<ExtraColumn> columns)
    {
        foreach (var column in columns)
        {
            var name = column.Name[1..];
            if (schema.IndexOf(name) >= 0 && column.Value.Body is not MemberExpression { Expression: ParameterExpression })
            {
                throw StreamFaultException.User(
                    $"PartitionBy gives '{name}' another value than the row's own '{name}' has, and readers would see only one of them", "give it another name: new { Other = … }");
            }
        }
    }

    private static ExtraColumn Column(string name, Expression value, LambdaExpression of) =>
        new($"${name}", Expression.Lambda(value, of.Parameters), RecordPart.Partition);

    /// <summary>As in the files: a property of the row by its name there, any other in camel case.</summary>
    private static string NameOf(MemberInfo member, Expression value)
    {
        var named = value is MemberExpression { Expression: ParameterExpression } property && property.Member.Name == member.Name ? property.Member : member;
        return named.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(named.Name);
    }
}
