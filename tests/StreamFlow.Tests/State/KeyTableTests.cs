using System.Text;
using StreamFlow.Data;
using StreamFlow.State.Keys;
using StreamFlow.Tests.Checkpoints;

namespace StreamFlow.Tests.State;

public sealed class KeyTableTests
{
    [Fact]
    public void Keys_come_and_go_as_in_a_dictionary_and_ids_are_used_again()
    {
        var random = Given.Seeded(out _);
        var table = new KeyTable();
        var expected = new Dictionary<string, (int Id, int References)>();
        var used = new HashSet<int>();
        for (var step = 0; step < 100_000; step++)
        {
            var key = new string((char)('a' + random.Next(3)), random.Next(15)) + random.Next(20);
            if (random.Next(2) == 0 || !expected.TryGetValue(key, out var known))
            {
                var id = table.Intern(Encoding.UTF8.GetBytes(key));
                table.AddReference(id);
                if (expected.TryGetValue(key, out var before))
                    Assert.Equal(before.Id, id);
                else
                    Assert.True(used.Add(id), "an id in use is given to no other key");
                expected[key] = (id, before.References + 1);
            }
            else
            {
                table.Release(known.Id);
                expected[key] = known with { References = known.References - 1 };
                if (known.References == 1)
                {
                    expected.Remove(key);
                    used.Remove(known.Id);
                    Assert.Equal(-1, table.Find(Encoding.UTF8.GetBytes(key)));
                }
            }

            Assert.Equal(expected.Count, table.Count);
        }

        foreach (var (key, (id, _)) in expected)
        {
            Assert.Equal(id, table.Find(Encoding.UTF8.GetBytes(key)));
            Assert.Equal(key, Encoding.UTF8.GetString(table.KeyOf(id)));
        }

        Assert.True(table.IdLimit < 1_000);
    }

    [Fact]
    public void Keys_that_leave_give_their_room_back()
    {
        var table = new KeyTable();
        for (var i = 0; i < 1_000_000; i++)
        {
            var id = table.Intern(BitConverter.GetBytes((long)i));
            table.AddReference(id);
            if (i >= 100)
                table.Release(table.Find(BitConverter.GetBytes((long)i - 100)));
        }

        Assert.Equal(100, table.Count);
        Assert.InRange(table.ByteSize, 0, 20_000);
    }

    [Fact]
    public void A_key_without_state_leaves()
    {
        var table = new KeyTable();
        var (used, unused) = (table.Intern("used"u8), table.Intern("unused"u8));
        table.AddReference(used);
        foreach (var id in new[] { used, unused, unused })
            table.RemoveIfUnused(id);
        Assert.Equal(1, table.Count);
        Assert.Equal(unused, table.Intern("next"u8));
    }

    [Fact]
    public void A_column_of_text_gives_the_ids_of_its_rows_and_the_empty_text_is_a_key()
    {
        var column = new BinaryColumn(DataType.String);
        foreach (var text in new[] { "a", "", "b", "a", "", "a longer key than eight bytes", "a longer key than eight bytez" })
            column.Append(text);
        var ids = new int[column.Length];
        new KeyTable().Intern(column, ids);
        Assert.Equal([0, 1, 2, 0, 1, 3, 4], ids);
    }
}
