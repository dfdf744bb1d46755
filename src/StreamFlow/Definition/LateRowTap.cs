using StreamFlow.Data.Rows;
using StreamFlow.Plan.Nodes;

namespace StreamFlow.Definition;

/// <summary>The late rows of a window: handed out before the window's <c>Select</c> has made the node that they come from.</summary>
internal sealed class LateRowTap<T>
    where T : class
{
    private readonly JobDefinition _job;
    private readonly WindowShape _window;
    private LateRowNode? _node;

    public LateRowTap(JobDefinition job, WindowShape window)
    {
        (_job, _window) = (job, window);
        Stream = new DataStream<LateRow<T>>(job, Node, RowType.Of<LateRow<T>>());
    }

    public DataStream<LateRow<T>> Stream { get; }

    public void Connect(WindowAggregateNode node)
    {
        if (_node is not null)
        {
            throw StreamFaultException.User(
                $"two Selects on one window ({_window}) whose late rows are taken: they would come twice", "call LateRows on one of two windows of their own");
        }

        node.HasLateRows = true;
        _node = _job.Add(new LateRowNode(node, RowType.Of<LateRow<T>>()));
    }

    private LateRowNode Node() => _node
        ?? throw StreamFaultException.User($"the late rows of the window ({_window}) are used before its Select", "call the window's Select first");
}
